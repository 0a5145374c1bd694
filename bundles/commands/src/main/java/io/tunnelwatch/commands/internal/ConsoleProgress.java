package io.tunnelwatch.commands.internal;

import io.tunnelwatch.commands.internal.text.Visible;
import io.tunnelwatch.history.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Shows long work: nothing of what ends within a second; on a terminal one line that is rewritten and wiped at the end,
 * else a line now and then. Safe for any number of threads.
 */
public final class ConsoleProgress implements Progress, AutoCloseable {

    static final Duration QUIET = Duration.ofSeconds(1);
    static final Duration BETWEEN_REWRITES = Duration.ofMillis(200);
    static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream console;
    private final OptionalInt width;
    private final LongSupplier nanoTime;
    private Optional<String> latest = Optional.empty();
    private long next;
    private int shown;
    private boolean closed;

    /**
     * Begins now.
     *
     * @param width of the terminal; absent when there is none
     * @param nanoTime a clock that never leaps, as {@link System#nanoTime()}
     */
    public ConsoleProgress(PrintStream console, OptionalInt width, LongSupplier nanoTime) {
        this.console = console;
        this.width = width;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong() + QUIET.toNanos();
    }

    @Override
    public synchronized void at(String step, long done, long total) {
        if (Thread.currentThread().isInterrupted()) {
            // Ctrl-C: the prompt is back already, and the line would be written over it
            close();
        }
        latest = Optional.of(Visible.of(step) + (total > 0 ? " " + percent(done, total) + " %" : " ..."));
        again();
    }

    /** Shows the latest step, if it is time: for steps that take long and say nothing. */
    public synchronized void again() {
        long now = nanoTime.getAsLong();
        if (closed || now - next < 0 || latest.isEmpty()) {
            return;
        }
        String text = latest.get();
        if (width.isPresent()) {
            next = now + BETWEEN_REWRITES.toNanos();
            rewrite(text.substring(0, Math.min(text.length(), Math.max(0, width.getAsInt() - 1))));
        } else {
            next = now + BETWEEN_LINES.toNanos();
            console.println(text);
            console.flush();
        }
    }

    /** Wipes the line; what comes later is not shown. */
    @Override
    public synchronized void close() {
        closed = true;
        wipe();
    }

    /** Wipes the line, so that something else can be printed there; what comes later is shown again. */
    public synchronized void wipe() {
        long notBefore = nanoTime.getAsLong() + BETWEEN_REWRITES.toNanos();
        next = next - notBefore < 0 ? notBefore : next;
        if (shown > 0) {
            console.print("\r" + " ".repeat(shown) + "\r");
            console.flush();
            shown = 0;
        }
    }

    private void rewrite(String text) {
        console.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
        console.flush();
        shown = text.length();
    }

    private static long percent(long done, long total) {
        return Math.max(0, Math.min(100, (long) (100.0 * done / total)));
    }
}
