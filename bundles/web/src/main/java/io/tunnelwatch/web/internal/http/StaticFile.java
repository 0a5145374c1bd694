package io.tunnelwatch.web.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * A file that is the same for everybody, as long as the bundle lives: held in memory, compressed where that is wanted,
 * with an {@code ETag}.
 */
public final class StaticFile {

    /** Below it, a compressed file is hardly smaller. */
    private static final int WORTH_COMPRESSING = 512;

    private final String type;
    private final byte[] bytes;
    private final byte[] compressed;
    private final String tag;

    /** @param type with its charset */
    public StaticFile(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes.clone();
        this.compressed = compress(bytes);
        this.tag = EntityTag.of(bytes);
    }

    /**
     * Sends it.
     *
     * @param status of HTTP
     * @param cacheControl how long who gets it may keep it
     */
    public Answer answer(int status, String cacheControl) {
        return (request, response) -> send(status, cacheControl, request, response);
    }

    private void send(int status, String cacheControl, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", cacheControl);
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("ETag", tag);
        if (status == HttpServletResponse.SC_OK && EntityTag.isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = bytes;
        if (compressed.length < bytes.length && takesGzip(request)) {
            response.setHeader("Content-Encoding", "gzip");
            body = compressed;
        }
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        if (!request.getMethod().equals(Methods.HEAD)) {
            response.getOutputStream().write(body);
        }
    }

    private static boolean takesGzip(HttpServletRequest request) {
        String header =
                Optional.ofNullable(request.getHeader("Accept-Encoding")).orElse("");
        for (String coding : header.split(",")) {
            String[] parts = coding.strip().split("\\s*;\\s*", 2);
            if (parts[0].equalsIgnoreCase("gzip")) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static byte[] compress(byte[] bytes) {
        if (bytes.length < WORTH_COMPRESSING) {
            return bytes;
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can not fail to be written", e);
        }
        return compressed.toByteArray();
    }
}
