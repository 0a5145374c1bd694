package io.tunnelwatch.web.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A request of a manager with 10 MB of blanks, which JSON may begin with; by chunks, or with its length said. */
final class LargeBody {

    static final int BYTES = 10 << 20;

    private static final int PART = 64 << 10;

    private final Socket socket;
    private final boolean chunked;
    private int sent;

    LargeBody(TestServer server, String path, boolean chunked) throws IOException {
        this.chunked = chunked;
        this.socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        String head = "POST /tunnelwatch/api/v1" + path + " HTTP/1.1\r\nHost: " + server.host() + "\r\nAuthorization: "
                + TestServer.basic("max", TestServer.PASSWORD) + "\r\nContent-Type: application/json\r\n"
                + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + BYTES) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the server says when it has got so much at most. */
    String answerAfter(int bytes) throws IOException {
        try {
            send(bytes);
        } catch (IOException e) {
            // it has answered and closed already
        }
        byte[] buffer = new byte[4096];
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        for (int length = in.read(buffer); length > 0; length = answer.indexOf("\r\n\r\n") < 0 ? in.read(buffer) : 0) {
            answer.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
        }
        return answer.toString();
    }

    /** Sends the rest of it, and tells whether the connection ends with the answer. */
    boolean isClosedAfterTheRest() {
        try (socket) {
            send(BYTES);
            socket.getInputStream().readAllBytes();
            return true;
        } catch (IOException e) {
            return !(e instanceof SocketTimeoutException);
        }
    }

    private void send(int upTo) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] part = " ".repeat(PART).getBytes(StandardCharsets.US_ASCII);
        while (sent < upTo) {
            out.write(chunked ? (Integer.toHexString(PART) + "\r\n").getBytes(StandardCharsets.US_ASCII) : new byte[0]);
            out.write(part);
            out.write(chunked ? "\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
            sent += PART;
        }
    }
}
