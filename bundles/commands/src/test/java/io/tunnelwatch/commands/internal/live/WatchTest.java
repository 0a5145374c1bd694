package io.tunnelwatch.commands.internal.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Samples;
import io.tunnelwatch.commands.internal.text.Cell;
import io.tunnelwatch.commands.internal.text.Cell.Style;
import io.tunnelwatch.commands.internal.text.Column;
import io.tunnelwatch.commands.internal.text.Table;
import io.tunnelwatch.history.HistoryUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String BACK = "\u001b[?1049l";
    private static final String TIME = "2026-11-23 12:00:00 UTC";

    private final AtomicLong nanos = new AtomicLong();
    private FakeTerminal fake;
    private volatile Supplier<Picture> look = () -> picture("fresh", 1);

    @BeforeEach
    void aTerminal() throws IOException {
        fake = new FakeTerminal(60, 8);
    }

    @AfterEach
    void end() throws IOException {
        fake.close();
    }

    @Test
    void aTableIsDrawnAndRenewedWithoutALineOfTheFormerOne() throws Exception {
        CompletableFuture<Void> watch = watch(picture("first", 4));
        awaitScreen(
                "first                                " + TIME,
                "NAME  STATE",
                "p1    DOWN",
                "p2    DOWN",
                "p3    DOWN",
                "p4    DOWN");

        look = () -> picture("second", 2);
        nanos.addAndGet(SECOND.toNanos());

        awaitScreen("second                               " + TIME, "NAME  STATE", "p1    DOWN", "p2    DOWN");
        endWith('q', watch);
    }

    @Test
    void whatHasNoRoomIsCounted() throws Exception {
        CompletableFuture<Void> watch = watch(picture("many", 41));

        awaitScreen(
                "many                                 " + TIME,
                "NAME  STATE",
                "p1    DOWN",
                "p2    DOWN",
                "p3    DOWN",
                "p4    DOWN",
                "p5    DOWN",
                "... 36 more");
        endWith('q', watch);
    }

    @Test
    void anotherSizeOfTheTerminalIsSeenAtOnce() throws Exception {
        CompletableFuture<Void> watch = watch(picture("many", 41));
        await().until(() -> fake.screen().contains("... 36 more"));

        int before = fake.written().length();

        fake.resize(30, 4);

        awaitScreen("many   " + TIME, "NAME  STATE", "p1    DOWN", "... 40 more");
        // terminals differ in what they make of longer lines: the screen is cleared
        assertThat(fake.written().substring(before)).contains("\u001b[2J");
        endWith('q', watch);
    }

    @Test
    void onlyWhatDiffersIsWritten() throws Exception {
        CompletableFuture<Void> watch = watch(picture("same", 5));
        await().until(() -> fake.screen().contains("p5    DOWN"));
        int before = fake.written().length();

        look = () -> picture("sane", 5);
        nanos.addAndGet(SECOND.toNanos());
        await().until(() -> fake.screen().get(0).startsWith("sane"));

        assertThat(fake.written().substring(before)).hasSizeLessThan(40);
        endWith('q', watch);
    }

    @Test
    void whatGoesAwayIsSaidInTheLastLineAndTheTableGoesOn() throws Exception {
        CompletableFuture<Void> watch = watch(picture("alerts", 2));
        look = () -> {
            throw new HistoryUnavailableException(Samples.sick());
        };
        nanos.addAndGet(SECOND.toNanos());
        await().until(() -> fake.screen().size() > 4);

        assertThat(fake.screen()).hasSizeLessThanOrEqualTo(8).contains("p1    DOWN", "p2    DOWN");
        assertThat(fake.screen().get(4)).startsWith("The alert history is not available (READONLY)");

        look = () -> {
            throw new Refusal("The probe is not here");
        };
        nanos.addAndGet(SECOND.toNanos());
        awaitScreen(
                "alerts                               " + TIME,
                "NAME  STATE",
                "p1    DOWN",
                "p2    DOWN",
                "The probe is not here");

        look = () -> picture("back", 1);
        nanos.addAndGet(SECOND.toNanos());
        awaitScreen("back                                 " + TIME, "NAME  STATE", "p1    DOWN");
        endWith('q', watch);
    }

    @ParameterizedTest
    @ValueSource(chars = {'q', 'Q', 3, 4})
    void aKeyEndsItAndTheTerminalIsAsItWas(char key) throws Exception {
        var before = fake.terminal.getAttributes();
        CompletableFuture<Void> watch = watch(picture("x", 1));
        await().until(() -> fake.screen().size() == 3);
        // Ctrl-C is read as a key: as a signal it would end the command before the screen is put back
        assertThat(fake.terminal.getAttributes().getLocalFlag(LocalFlag.ISIG)).isFalse();

        endWith(key, watch);

        assertThat(fake.terminal.getAttributes().toString()).isEqualTo(before.toString());
        String written = fake.written();
        // xterm(1): the other screen, and back; the cursor, hidden and shown
        assertThat(written).startsWith("\u001b[?1049h");
        assertThat(written.indexOf(BACK)).isGreaterThan(written.lastIndexOf("DOWN"));
        assertThat(written.lastIndexOf("\u001b[?25h")).isGreaterThan(written.indexOf("\u001b[?25l"));
    }

    @Test
    void otherKeysDoNothing() throws Exception {
        CompletableFuture<Void> watch = watch(picture("x", 1));
        fake.type('x');
        fake.type('\u001b');
        fake.type('[');
        fake.type('A');
        look = () -> picture("still", 1);
        nanos.addAndGet(SECOND.toNanos());

        await().until(() -> !fake.screen().isEmpty() && fake.screen().get(0).startsWith("still"));
        assertThat(watch).isNotDone();
        endWith('q', watch);
    }

    @Test
    void aConnectionThatEndsEndsIt() throws Exception {
        CompletableFuture<Void> watch = watch(picture("x", 1));
        await().until(() -> fake.screen().size() == 3);

        fake.hangUp();

        watch.get(10, TimeUnit.SECONDS);
    }

    @Test
    void anErrorPutsTheTerminalBackToo() throws Exception {
        CompletableFuture<Void> watch = watch(picture("x", 1));
        look = () -> {
            throw new IllegalStateException("a fault of ours");
        };
        nanos.addAndGet(SECOND.toNanos());

        assertThatThrownBy(() -> watch.get(10, TimeUnit.SECONDS)).hasMessageContaining("a fault of ours");
        assertThat(fake.written()).contains(BACK);
    }

    @Test
    void aTerminalThatCanNotBeRedrawnIsRefusedAndUntouched() throws Exception {
        try (DumbTerminal dumb = new DumbTerminal(System.in, System.out)) {
            assertThatThrownBy(() -> LiveTerminal.open(dumb))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("A terminal of the type 'dumb' can not be redrawn");
        }
    }

    private CompletableFuture<Void> watch(Picture first) {
        CompletableFuture<Void> watch = CompletableFuture.runAsync(() -> {
            try (LiveTerminal live = LiveTerminal.open(fake.terminal)) {
                new Watch(live, () -> look.get(), SECOND, nanos::get).run(first);
            }
        });
        await().until(() -> fake.screen().contains("p1    DOWN"));
        return watch;
    }

    private void endWith(char key, CompletableFuture<Void> watch) throws Exception {
        fake.type(key);
        watch.get(10, TimeUnit.SECONDS);
    }

    private void awaitScreen(String... lines) {
        await().untilAsserted(() -> assertThat(fake.screen()).containsExactly(lines));
    }

    static Picture picture(String headline, int rows) {
        Table table = new Table(Column.whole("NAME"), Column.whole("STATE"));
        for (int row = 1; row <= rows; row++) {
            table.row(Cell.of("p" + row), Cell.styled("DOWN", Style.RED));
        }
        return new Picture(headline, table, false, Optional.empty(), Samples.NOON);
    }

    static List<String> frame(Picture picture, int columns, int rows) {
        return Frame.lines(picture, columns, rows).stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
    }
}
