package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.commands.internal.ConsoleProgress;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.TunnelwatchAction;
import io.tunnelwatch.commands.internal.Typed;
import io.tunnelwatch.commands.internal.TypedFile;
import io.tunnelwatch.commands.internal.completion.GatewayCompleter;
import io.tunnelwatch.commands.internal.completion.SettingCompleter;
import io.tunnelwatch.history.Progress;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.RecordingException;
import io.tunnelwatch.wg.Recordings;
import io.tunnelwatch.wg.ReplayRequest;
import io.tunnelwatch.wg.Replayed;
import io.tunnelwatch.wg.ReplayedEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code wg:replay}. */
@Service
@Command(
        scope = "wg",
        name = "replay",
        description = "Says what recorded polls would have raised, by today's settings or others; raises nothing.",
        detailedDescription =
                """
                Polls are judged by the settings of the watched gateway that has the
                recorded name; --gateway takes those of another one, --set puts
                single ones in their place. Several files are one recording, in the
                order of their times. wg:record makes recordings, or a cron job:
                docs/recordings.md says how.

                Examples:
                  wg:replay /tmp/night.rec
                  wg:replay --set expect=always --set flapChanges=0 /tmp/night.rec
                  wg:replay --gateway berlin --json /tmp/monday.txt /tmp/tuesday.txt""")
public class ReplayCommand extends TunnelwatchAction {

    private static final String GATEWAY = "--gateway";
    private static final String SET = "--set";

    @Option(name = GATEWAY, description = "The gateway whose settings count")
    @Completion(GatewayCompleter.class)
    private @Nullable String gateway;

    @Option(
            name = SET,
            description = "A setting of io.tunnelwatch.gateway~NAME that counts instead, as name=value",
            multiValued = true)
    @Completion(SettingCompleter.class)
    private @Nullable List<String> settings;

    @Argument(name = "file", description = "Recordings", required = true, multiValued = true)
    @Completion(FileCompleter.class)
    private List<String> words = List.of();

    @Override
    public void run(Services services, Screen screen) throws InterruptedException {
        Typed typed = Typed.of(words, this, GATEWAY, SET);
        List<Path> files = typed.words().stream().map(TypedFile::of).toList();
        if (files.isEmpty()) {
            throw new Refusal("One file at least is wanted");
        }
        ReplayRequest request =
                new ReplayRequest(files, typed.option(GATEWAY, gateway), settings(typed.values(SET, settings)));
        Recordings recordings = services.requireRecordings();
        if (json()) {
            List<ReplayedEvent> events = new ArrayList<>();
            screen.json(ReplayDocument.of(events, replay(recordings, request, events::add, Progress.NONE)));
        } else {
            print(recordings, request, screen);
        }
    }

    private static void print(Recordings recordings, ReplayRequest request, Screen screen) throws InterruptedException {
        Replayed replayed;
        try (ConsoleProgress progress = new ConsoleProgress(screen.notes(), screen.width(), System::nanoTime)) {
            Consumer<ReplayedEvent> shown = event -> {
                progress.wipe();
                screen.line(ReplayWords.line(event));
            };
            replayed = replay(recordings, request, shown, progress);
        }
        screen.line(replayed.raised().isEmpty() ? "Nothing would have been raised." : "");
        screen.print(ReplayWords.summary(replayed));
        replayed.notes().forEach(screen::note);
    }

    private static Replayed replay(
            Recordings recordings, ReplayRequest request, Consumer<ReplayedEvent> events, Progress progress)
            throws InterruptedException {
        try {
            return recordings.replay(request, events, progress);
        } catch (RecordingException e) {
            throw new Refusal(e.getMessage());
        } catch (InvalidSettingException e) {
            throw new Refusal(SET + ": " + e.getMessage());
        }
    }

    private static Map<String, String> settings(List<String> typed) {
        Map<String, String> settings = new HashMap<>();
        for (String one : typed) {
            int equals = one.indexOf('=');
            if (equals < 1) {
                throw Refusal.ofOption(SET, one, "name=value, for instance staleAfterSeconds=300");
            }
            Optional<String> before = Optional.ofNullable(settings.put(
                    one.substring(0, equals).strip(), one.substring(equals + 1).strip()));
            if (before.isPresent()) {
                throw new Refusal(SET + ": " + one.substring(0, equals) + " is there twice");
            }
        }
        return settings;
    }
}
