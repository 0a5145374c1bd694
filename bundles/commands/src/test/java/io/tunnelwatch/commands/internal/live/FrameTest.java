package io.tunnelwatch.commands.internal.live;

import static io.tunnelwatch.commands.internal.live.WatchTest.frame;
import static io.tunnelwatch.commands.internal.live.WatchTest.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.commands.internal.Samples;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameTest {

    @Test
    void aNarrowTerminalHasNoTimeInItsHeadline() {
        assertThat(frame(picture("41 peers", 1), 30, 10).get(0)).isEqualTo("41 peers");
        assertThat(frame(picture("41 peers", 1), 33, 10).get(0)).isEqualTo("41 peers  2026-11-23 12:00:00 UTC");
    }

    @Test
    void moreThanTheTableHasIsSaid() {
        Picture all = picture("x", 10);
        Picture part = new Picture("x", all.table(), true, Optional.empty(), Samples.NOON);

        assertThat(frame(part, 80, 20)).last().isEqualTo("... more");
        assertThat(frame(part, 80, 8)).last().isEqualTo("... more than 5 more");
    }

    @Test
    void aLongNoteIsBrokenAndTakesAtMostAThird() {
        Picture noted = new Picture(
                "x",
                picture("x", 40).table(),
                false,
                Optional.of("word ".repeat(50).strip()),
                Samples.NOON);

        List<String> lines = frame(noted, 40, 9);

        assertThat(lines).hasSize(9);
        assertThat(lines.get(5)).isEqualTo("... 37 more");
        assertThat(lines.subList(6, 9)).allMatch(line -> line.strip().startsWith("word word"));
        assertThat(lines).last().asString().endsWith("...");
    }

    @Test
    void textFromOutsideMovesNoCursor() {
        Picture hostile =
                new Picture("x\u001b[2J", picture("x", 1).table(), false, Optional.of("y\u001b[2J\n"), Samples.NOON);

        assertThat(String.join("", frame(hostile, 80, 20))).doesNotContain("\u001b", "\n");
    }

    @Property(tries = 200)
    void noTerminalIsTooSmall(
            @ForAll @IntRange(min = 1, max = 200) int columns,
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll @IntRange(max = 80) int alerts,
            @ForAll boolean further,
            @ForAll boolean noted) {
        Optional<String> note =
                Optional.of("The alert history is not available").filter(text -> noted);
        Picture picture = new Picture("x", picture("x", alerts).table(), further, note, Samples.NOON);

        List<String> lines = frame(picture, columns, rows);

        assertThat(lines).hasSizeBetween(1, rows);
        long shown = lines.stream().filter(line -> line.startsWith("p")).count();
        // what is not shown is counted, where there is a line for it
        boolean room = rows - 1 - (noted ? Math.max(1, rows / 3) : 0) > 0;
        if (room && columns >= 20 && !further && shown < alerts) {
            assertThat(lines).contains("... " + (alerts - shown) + " more");
        }
    }
}
