package io.tunnelwatch.web.internal.http;

import java.io.IOException;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How requests end that are answered later. */
public final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    /** For Jetty: break the connection off, whatever was sent. Nothing of the servlet API does that. */
    private static final int ABORT = -1;

    private Requests() {}

    /** Ends it well. */
    static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOG.trace("The server was faster", e);
        }
    }

    /** Breaks the connection off, so that nobody takes what was sent for a whole. */
    public static void abort(AsyncContext context) {
        try {
            ((HttpServletResponse) context.getResponse()).sendError(ABORT);
        } catch (IOException | RuntimeException e) {
            LOG.debug("A connection was broken already", e);
        }
        complete(context);
    }
}
