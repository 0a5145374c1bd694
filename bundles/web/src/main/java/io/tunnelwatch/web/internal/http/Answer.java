package io.tunnelwatch.web.internal.http;

import java.io.IOException;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What is sent back. */
@FunctionalInterface
public interface Answer {

    /** Done, and there is nothing to say. */
    Answer NO_CONTENT = (request, response) -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);

    /** Sends it. What is long is sent on by others after this has returned: no thread waits for who reads. */
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Sends it to who waits for it, and ends the request. */
    default void sendLater(AsyncContext context) throws IOException {
        send((HttpServletRequest) context.getRequest(), (HttpServletResponse) context.getResponse());
        context.complete();
    }
}
