package io.tunnelwatch.web.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the body of a request as it comes, so that no thread waits for who sends it slowly; and no more of it, and for
 * no longer, than is allowed.
 */
public final class BodyReader implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    private static final int BUFFER_BYTES = 4 << 10;

    private final HttpServletRequest request;
    private final AsyncContext context;
    private final ServletInputStream in;
    private final Duration limit;
    private final Function<Body, Answer> handler;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final long begin = System.nanoTime();
    private boolean answered;

    private BodyReader(HttpServletRequest request, AsyncContext context, Duration limit, Function<Body, Answer> handler)
            throws IOException {
        this.request = request;
        this.context = context;
        this.in = request.getInputStream();
        this.limit = limit;
        this.handler = handler;
    }

    /**
     * Begins; the request is answered when the body is there.
     *
     * @param limit how long all of it may take
     * @param handler makes the answer, and throws nothing
     * @throws Problem it is said to be too large
     */
    public static void begin(HttpServletRequest request, Duration limit, Function<Body, Answer> handler)
            throws IOException {
        if (request.getContentLengthLong() > Body.MAX_BYTES) {
            throw tooLarge();
        }
        AsyncContext context = request.startAsync();
        context.setTimeout(limit.toMillis());
        BodyReader reader = new BodyReader(request, context, limit, handler);
        context.addListener(reader);
        reader.in.setReadListener(reader);
    }

    /** Whether a request has one. */
    public static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Nobody reads the body, if there is one: the connection ends with the answer, for it can not be used again. */
    public static void leaveUnread(HttpServletRequest request, HttpServletResponse response) {
        if (hasBody(request)) {
            response.setHeader("Connection", "close");
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        while (!answered && in.isReady()) {
            int length = in.read(buffer);
            if (length < 0) {
                return; // onAllDataRead follows
            }
            read.write(buffer, 0, length);
            if (read.size() > Body.MAX_BYTES) {
                answer(tooLarge().answer());
            } else if (System.nanoTime() - begin > limit.toNanos()) {
                answer(tooSlow()); // each part that comes begins the server's own time anew
            }
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (!answered) {
            answer(handler.apply(Body.of(request, read.toByteArray())));
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        if (answered) {
            Requests.complete(context);
        } else {
            answer(tooSlow());
        }
    }

    @Override
    public void onError(Throwable e) {
        LOG.debug("A body did not arrive", e);
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

    private void answer(Answer answer) throws IOException {
        answered = true;
        answer.sendLater(context);
    }

    /** The rest of the body stays unread, so the connection can not be used again. */
    private static Problem tooLarge() {
        return new Problem(413, "A body holds at most " + Body.MAX_BYTES + " bytes").withHeader("Connection", "close");
    }

    private Document tooSlow() {
        return new Problem(408, "The body was not there within " + limit.toSeconds() + " s")
                .withHeader("Connection", "close")
                .answer();
    }
}
