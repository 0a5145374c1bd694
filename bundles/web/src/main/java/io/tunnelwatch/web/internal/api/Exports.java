package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.export.AlertExport;
import io.tunnelwatch.export.AlertFormat;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Methods;
import io.tunnelwatch.web.internal.http.PacedStream;
import io.tunnelwatch.web.internal.http.Problem;
import io.tunnelwatch.web.internal.http.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Exports at the pace of who reads them. Neither a thread nor a transaction of the database waits for a slow reader;
 * one that takes nothing for so long is broken off, as is one that can not be read to its end.
 */
public final class Exports implements AutoCloseable {

    private static final int THREADS = 2;

    private final Semaphore free;
    private final Set<PacedStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService threads = Threads.named("tunnelwatch-exports", THREADS);
    private volatile boolean closed;

    /**
     * @param atOnce how many there are at once
     * @param patience how long somebody may take nothing
     */
    public Exports(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce);
        long lookMillis = Math.max(1, patience.toMillis() / 4);
        threads.scheduleWithFixedDelay(
                () -> streams.forEach(stream -> stream.abortIfStuck(patience)),
                lookMillis,
                lookMillis,
                TimeUnit.MILLISECONDS);
    }

    /** @throws Problem so many are running already, or the history does not answer */
    Answer of(AlertExport export, AlertFormat format) {
        if (!free.tryAcquire()) {
            throw new Problem(503, "As many exports are running as may at once").withHeader("Retry-After", "30");
        }
        boolean begun = false;
        try {
            ExportSource source = new ExportSource(export, format, free::release);
            source.readFirst();
            begun = true;
            return (request, response) -> begin(request, response, source, format);
        } finally {
            if (!begun) {
                free.release();
            }
        }
    }

    private void begin(
            HttpServletRequest request, HttpServletResponse response, ExportSource source, AlertFormat format)
            throws IOException {
        response.setContentType(format.mediaType() + ";charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"alerts." + format.word() + '"');
        if (request.getMethod().equals(Methods.HEAD)) {
            source.closed();
            return;
        }
        if (request.getProtocol().equals("HTTP/1.1")) {
            // also with Connection: close, where the end of the connection would be that of the file
            response.setHeader("Transfer-Encoding", "chunked");
        }
        PacedStream stream = PacedStream.of(threads, request.startAsync(), source);
        streams.add(stream);
        source.beforeEnd(() -> streams.remove(stream));
        stream.begin();
        if (closed) {
            stream.abort();
        }
    }

    /** Breaks off what runs. */
    @Override
    public void close() {
        closed = true;
        streams.forEach(PacedStream::abort);
        Threads.end(threads);
    }
}
