package io.tunnelwatch.web.internal.http;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What is sent back. */
@FunctionalInterface
public interface Answer {

    /** Done, and there is nothing to say. */
    Answer NO_CONTENT = (request, response) -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);

    /** Sends it. */
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
