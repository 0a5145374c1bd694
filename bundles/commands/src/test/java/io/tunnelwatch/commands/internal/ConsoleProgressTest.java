package io.tunnelwatch.commands.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private static final OptionalInt PIPE = OptionalInt.empty();
    private static final OptionalInt TERMINAL = OptionalInt.of(80);

    // a clock of System.nanoTime() may begin anywhere, also shortly before it overflows
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void workThatEndsWithinASecondIsNotShown() {
        try (ConsoleProgress progress = begin(TERMINAL)) {
            progress.at("copying", 1, 2);
            pass(999);
            progress.at("copying", 2, 2);
        }

        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    @Test
    void onATerminalOneLineIsRewrittenFiveTimesASecondAndWiped() {
        try (ConsoleProgress progress = begin(TERMINAL)) {
            pass(1000);
            progress.at("copying", 43, 100);
            pass(199);
            progress.at("copying", 44, 100);
            pass(1);
            progress.at("check", 5, 100);
        }

        assertThat(printed.toString(UTF_8))
                .isEqualTo("\rcopying 43 %" + "\rcheck 5 %   " + "\r" + " ".repeat(9) + "\r");
    }

    @Test
    void throughAPipeALineComesEveryFiveSeconds() {
        try (ConsoleProgress progress = begin(PIPE)) {
            pass(1000);
            progress.at("copying", 1, 3);
            pass(4999);
            progress.at("copying", 2, 3);
            pass(1);
            progress.at("checking", 3, 3);
        }

        assertThat(printed.toString(UTF_8).lines()).containsExactly("copying 33 %", "checking 100 %");
    }

    @Test
    void whatHasNoKnownEndHasNoPercentage() {
        try (ConsoleProgress progress = begin(PIPE)) {
            pass(1000);
            progress.at("reading the log", 4711, 0);
        }

        assertThat(printed.toString(UTF_8)).isEqualTo("reading the log ...\n");
    }

    @Test
    void aStepIsHarmlessAndFitsTheTerminal() {
        try (ConsoleProgress progress = begin(OptionalInt.of(10))) {
            pass(1000);
            progress.at("\u001b[2Jcopying", 1, 2);
        }

        assertThat(printed.toString(UTF_8)).startsWith("\r\\u001b[2J").doesNotContain("copying", "\u001b");
    }

    @Test
    void anInterruptWipesTheLineBeforeThePromptIsBack() {
        try (ConsoleProgress progress = begin(TERMINAL)) {
            pass(1000);
            progress.at("copying", 43, 100);
            pass(1000);
            Thread.currentThread().interrupt();
            progress.at("copying", 44, 100);
            assertThat(Thread.interrupted()).isTrue();
            pass(1000);
            progress.at("copying", 45, 100);
        }

        assertThat(printed.toString(UTF_8)).isEqualTo("\rcopying 43 %" + "\r" + " ".repeat(12) + "\r");
    }

    @Test
    void theLineMakesRoomForAnAnswerAndComesBack() {
        try (ConsoleProgress progress = begin(TERMINAL)) {
            progress.wipe();
            pass(999);
            progress.at("reading", 1, 100);
            pass(1);
            progress.at("reading", 43, 100);
            progress.wipe();
            pass(199);
            progress.at("reading", 44, 100);
            pass(1);
            progress.at("reading", 45, 100);
        }

        String wiped = "\r" + " ".repeat(12) + "\r";
        assertThat(printed.toString(UTF_8)).isEqualTo("\rreading 43 %" + wiped + "\rreading 45 %" + wiped);
    }

    @Test
    void nothingIsShownBehindTheEnd() {
        ConsoleProgress progress = begin(TERMINAL);
        progress.close();
        pass(5000);
        progress.at("copying", 1, 2);

        assertThat(printed.toString(UTF_8)).isEmpty();
    }

    private ConsoleProgress begin(OptionalInt width) {
        return new ConsoleProgress(new PrintStream(printed, true, UTF_8), width, nanos::get);
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
