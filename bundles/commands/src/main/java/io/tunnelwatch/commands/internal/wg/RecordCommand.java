package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.ConsoleProgress;
import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Typed;
import io.tunnelwatch.commands.internal.TypedFile;
import io.tunnelwatch.commands.internal.Words;
import io.tunnelwatch.commands.internal.completion.DurationCompleter;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Sizes;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.Recorded;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.Recordings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code wg:record}. Ctrl-C is its usual end, and no failure. */
@Service
@Command(
        scope = "wg",
        name = "record",
        description = "Writes down what polls see from now on, for wg:replay; private and preshared keys are dropped.",
        detailedDescription =
                """
                Ends when --for is over, or with Ctrl-C. A file that exists is never
                overwritten. Each poll is on disk before the next one, so that a
                crash leaves what was recorded until then. A relative path is
                relative to Karaf's working folder. The format is text; it is
                described in docs/recordings.md.

                Examples:
                  wg:record /tmp/night.rec --for 12h
                  wg:record --gateway berlin --gateway oslo /tmp/two.rec""")
public class RecordCommand extends TunnelwatchAction {

    private static final String GATEWAY = "--gateway";
    private static final String FOR = "--for";
    private static final Duration LONGEST = Duration.ofDays(366);

    @Option(name = GATEWAY, description = "Only these gateways; all without it", multiValued = true)
    @Completion(GatewayCompleter.class)
    private @Nullable List<String> gateways;

    @Option(name = FOR, description = "How long: 90s, 10m, 1d12h; until Ctrl-C without it")
    @Completion(DurationCompleter.class)
    private @Nullable String duration;

    @Argument(name = "file", description = "The new file", required = true, multiValued = true)
    @Completion(FileCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) {
        Typed typed = Typed.of(words, this, GATEWAY, FOR);
        Path file = TypedFile.of(Words.one("file", typed.words(), this));
        Set<String> wanted = OptionValues.several(GATEWAY, typed.values(GATEWAY, gateways));
        Optional<Duration> howLong = typed.option(FOR, duration)
                .map(text -> OptionValues.duration(FOR, text, Duration.ofSeconds(1), LONGEST));
        if (howLong.isEmpty() && screen.prompt().isEmpty()) {
            throw new Refusal("--for is wanted: nobody can press Ctrl-C here");
        }
        Recordings recordings = services.requireRecordings();
        Recorded recorded = record(recordings, file, wanted, howLong, screen);
        if (json()) {
            screen.json(RecordedDocument.of(recorded));
        } else if (Thread.currentThread().isInterrupted()) {
            // behind Ctrl-C Karaf is back at its prompt, and shows no answer any more
            screen.note("Recorded in " + recorded.file() + ", polls: "
                    + PollWords.of(recorded.polls(), recorded.failedPolls()));
        } else {
            screen.print(fields(recorded));
        }
    }

    private Recorded record(
            Recordings recordings, Path file, Set<String> wanted, Optional<Duration> howLong, Screen screen) {
        if (howLong.isEmpty() && !json()) {
            screen.note("Recording to " + file + " until Ctrl-C");
        }
        try (ConsoleProgress progress = new ConsoleProgress(screen.notes(), screen.width(), System::nanoTime)) {
            return recordings.record(file, wanted, howLong, json() ? Progress.NONE : progress);
        } catch (RecordingException e) {
            throw new Refusal(e.getMessage());
        }
    }

    private static Fields fields(Recorded recorded) {
        return new Fields()
                .add("File", recorded.file())
                .add("Size", Sizes.format(recorded.bytes()))
                .add("Gateways", recorded.gateways().isEmpty() ? "none" : String.join(", ", recorded.gateways()))
                .add("Polls", PollWords.of(recorded.polls(), recorded.failedPolls()))
                .add("Duration", Durations.format(recorded.duration()));
    }
}
