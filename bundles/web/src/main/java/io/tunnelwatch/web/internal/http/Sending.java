package io.tunnelwatch.web.internal.http;

import java.io.IOException;
import java.time.Duration;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;

/** Sends a document at the pace of who reads it: no thread waits. One that is read too slowly is broken off. */
final class Sending implements WriteListener, AsyncListener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LEAST_BYTES_PER_SECOND = 10_000;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final byte[] bytes;
    private boolean handedOver;

    private Sending(AsyncContext context, byte[] bytes) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.bytes = bytes;
    }

    /** Begins; the request ends by itself. */
    static void begin(AsyncContext context, byte[] bytes) throws IOException {
        Sending sending = new Sending(context, bytes);
        context.setTimeout(
                PATIENCE.plusSeconds(bytes.length / LEAST_BYTES_PER_SECOND).toMillis());
        context.addListener(sending);
        sending.out.setWriteListener(sending);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            if (handedOver) {
                Requests.complete(context);
                return;
            }
            handedOver = true;
            out.write(bytes);
        }
    }

    @Override
    public void onError(Throwable e) {
        Requests.abort(context);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        Requests.abort(context);
    }

    @Override
    public void onError(AsyncEvent event) {
        Requests.abort(context);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // whichever way
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it is begun once
    }
}
