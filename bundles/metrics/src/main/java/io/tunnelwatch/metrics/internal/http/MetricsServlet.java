package io.tunnelwatch.metrics.internal.http;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tunnelwatch.metrics.internal.sample.Scrapes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@code /metrics}, as Prometheus text of version 0.0.4, which every Prometheus reads. */
public final class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final transient Scrapes scrapes;
    private final transient Door door;

    public MetricsServlet(Scrapes scrapes, Door door) {
        this.scrapes = scrapes;
        this.door = door;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        Optional<Refusal> refusal = isGet(request) ? door.refusal(request) : Optional.of(Refusal.METHOD);
        if (refusal.isPresent()) {
            refusal.get().send(response);
            return;
        }
        try {
            send(scrapes.metrics(), request, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private void send(MetricSnapshots metrics, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(PrometheusTextFormatWriter.CONTENT_TYPE);
        response.setHeader("Vary", "Accept-Encoding");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        if (takesGzip(request)) {
            response.setHeader("Content-Encoding", "gzip");
            try (OutputStream zipped = new GZIPOutputStream(response.getOutputStream(), 8192)) {
                writer.write(zipped, metrics, EscapingScheme.UNDERSCORE_ESCAPING);
            }
        } else {
            writer.write(response.getOutputStream(), metrics, EscapingScheme.UNDERSCORE_ESCAPING);
        }
    }

    private static boolean isGet(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static boolean takesGzip(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null
                && accepted.toLowerCase(Locale.ROOT).matches("(.*,)?\\s*gzip\\s*(,.*|;\\s*q=(1|0\\.[1-9]).*)?");
    }
}
