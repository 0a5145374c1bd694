package io.tunnelwatch.web.internal.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tunnelwatch.export.AlertExport;
import io.tunnelwatch.export.AlertFormat;
import io.tunnelwatch.export.AlertWriter;
import io.tunnelwatch.json.Json;
import io.tunnelwatch.web.internal.http.PacedStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Optional;

/** An export in pieces: it has one page of alerts at hand, and reads the next when that has gone. */
final class ExportSource implements PacedStream.Source {

    /** What may wait for a slow reader in the server's buffers. */
    private static final int PIECE_BYTES = 32 << 10;

    private static final Json JSON = new Json();

    private final AlertExport export;
    private final Runnable atEnd;
    private final ByteArrayOutputStream page = new ByteArrayOutputStream();
    private final Writer text = new OutputStreamWriter(page, UTF_8);
    private final AlertWriter writer;
    private byte[] inHand = {};
    private int gone;
    private boolean more = true;
    private volatile Runnable beforeEnd = () -> {};

    /** @param atEnd is run once, whichever way it ends */
    ExportSource(AlertExport export, AlertFormat format, Runnable atEnd) {
        this.export = export;
        this.atEnd = atEnd;
        try {
            this.writer = format.writer(text, JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can not fail to be written to", e);
        }
    }

    /** What is done before {@code atEnd}. */
    void beforeEnd(Runnable first) {
        this.beforeEnd = first;
    }

    /** Reads the first page, so that what can not be done is a problem and not half an answer. */
    void readFirst() {
        try {
            read();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can not fail to be written to", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server interrupted a request", e);
        }
    }

    @Override
    public Optional<byte[]> next() throws IOException, InterruptedException {
        while (gone == inHand.length && more) {
            read();
        }
        if (gone == inHand.length) {
            return Optional.empty();
        }
        int end = Math.min(gone + PIECE_BYTES, inHand.length);
        byte[] piece = Arrays.copyOfRange(inHand, gone, end);
        gone = end;
        return Optional.of(piece);
    }

    @Override
    public boolean isEnded() {
        return !more && gone == inHand.length;
    }

    @Override
    public void closed() {
        beforeEnd.run();
        atEnd.run();
    }

    private void read() throws IOException, InterruptedException {
        more = export.step(writer);
        text.flush();
        inHand = page.toByteArray();
        gone = 0;
        page.reset();
    }
}
