package io.tunnelwatch.commands.internal.live;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.history.HistoryUnavailableException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Draws a picture again and again until somebody ends it. For one thread. */
final class Watch {

    /** How soon a key, and another size of the terminal, is seen. */
    static final Duration TICK = Duration.ofMillis(100);

    private final LiveTerminal terminal;
    private final Supplier<Picture> look;
    private final Duration every;
    private final LongSupplier nanoTime;

    /**
     * @param look takes a picture; what it can not do now ({@link Refusal}, {@link HistoryUnavailableException}) is
     *     said below the former one
     * @param every how long a picture stands
     * @param nanoTime a clock that never leaps, as {@link System#nanoTime()}
     */
    Watch(LiveTerminal terminal, Supplier<Picture> look, Duration every, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.look = look;
        this.every = every;
        this.nanoTime = nanoTime;
    }

    /** Returns when it was ended. */
    void run(Picture first) {
        Picture picture = first;
        long next = nanoTime.getAsLong() + every.toNanos();
        draw(picture);
        while (!terminal.isEnded(TICK)) {
            boolean due = nanoTime.getAsLong() - next >= 0;
            if (due) {
                picture = lookAgain(picture);
                next = nanoTime.getAsLong() + every.toNanos();
            }
            if (terminal.isResized() || due) {
                draw(picture);
            }
        }
    }

    private Picture lookAgain(Picture former) {
        try {
            return look.get();
        } catch (Refusal | HistoryUnavailableException e) {
            return former.withTrouble(e.getMessage());
        }
    }

    private void draw(Picture picture) {
        terminal.draw(Frame.lines(picture, terminal.columns(), terminal.rows()));
    }
}
