package io.tunnelwatch.commands.internal.live;

import io.tunnelwatch.commands.internal.OptionValues;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.commands.internal.ShellAction;
import io.tunnelwatch.commands.internal.completion.IntervalCompleter;
import io.tunnelwatch.settings.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.jline.terminal.Terminal;

/**
 * A command that shows a table and renews it in place until {@code q} or Ctrl-C. It needs a terminal: a script asks the
 * command that lists the same, as often as it likes.
 */
public abstract class WatchAction extends ShellAction {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Option(name = "--every", description = "How often it is renewed: 2s, 1m; from 1s to 1h")
    @Completion(IntervalCompleter.class)
    private String every = "1s";

    private final InstantSource clock = InstantSource.system();

    @Override
    public final void run(Services services, Screen screen) {
        Duration between = OptionValues.duration("--every", every, SHORTEST, LONGEST);
        // what can not be shown at all is refused before the terminal is touched
        Picture first = look(services, screen.now());
        Terminal terminal = terminal()
                .orElseThrow(() -> new Refusal("This needs a terminal, and there is none here: " + onceInstead()));
        try (LiveTerminal live = LiveTerminal.open(terminal)) {
            new Watch(live, () -> look(services, clock.instant()), between, System::nanoTime).run(first);
        }
    }

    /**
     * Takes a picture.
     *
     * @throws Refusal there is nothing to be seen now, or what was typed can not be read
     */
    protected abstract Picture look(Services services, Instant now);

    /** What a script does instead, as words behind a colon. */
    protected abstract String onceInstead();

    /** How often and how it ends, for the headline. */
    protected final String howToEnd() {
        return "every " + Durations.format(OptionValues.duration("--every", every, SHORTEST, LONGEST)) + ", q ends";
    }
}
