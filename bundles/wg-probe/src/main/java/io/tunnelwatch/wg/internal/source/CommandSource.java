package io.tunnelwatch.wg.internal.source;

import io.tunnelwatch.wg.internal.dump.Dump;
import io.tunnelwatch.wg.internal.dump.DumpException;
import io.tunnelwatch.wg.internal.dump.DumpParser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs a command that prints {@code wg show all dump}: {@code wg} itself, by {@code sudo}, or on another host by
 * {@code ssh}. Nothing of it runs on after a read, whether it ended by itself, was ended at the time limit, or because
 * it printed too much. What it printed is cleared after parsing, for it holds keys.
 */
public final class CommandSource implements GatewaySource {

    /** As much as a gateway may print: six times what 65,536 peers with a few addresses print. */
    public static final int MOST_STDOUT_BYTES = 64 << 20;

    private static final int MOST_STDERR_BYTES = 64 << 10;
    private static final int FIRST_STDOUT_BYTES = 64 << 10;

    /** By how much a dump is expected to grow from one poll to the next: counters become longer. */
    private static final int GROWTH_BYTES = 16 << 10;

    private static final String PERMISSION_HINT =
            "; wg needs root or CAP_NET_ADMIN: run Karaf with it, or set 'command' to"
                    + " 'sudo -n wg show all dump' and allow that in sudoers";

    private final List<String> command;
    private final Duration timeout;
    private Dump former = Dump.EMPTY;
    private int expectedBytes = FIRST_STDOUT_BYTES;

    /**
     * @param command the program and its arguments; no shell sees them
     * @param timeout how long one run may take, more than zero
     */
    public CommandSource(List<String> command, Duration timeout) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a command has at least its program");
        }
        this.command = List.copyOf(command);
        this.timeout = timeout;
    }

    @Override
    public Reading read() throws SourceException, InterruptedException {
        OutputBuffer stdout = new OutputBuffer(expectedBytes, MOST_STDOUT_BYTES);
        OutputBuffer stderr = new OutputBuffer(0, MOST_STDERR_BYTES);
        try {
            CommandRun.Outcome outcome = new CommandRun(stdout, stderr).run(command, timeout);
            CommandErrors errors = CommandErrors.of(stderr.bytes(), stderr.length());
            checkEnd(outcome, errors);
            return readingOf(stdout, errors);
        } catch (IOException e) {
            throw notStarted(e);
        } finally {
            stdout.clear();
            stderr.clear();
        }
    }

    private void checkEnd(CommandRun.Outcome outcome, CommandErrors errors) throws SourceException {
        String left =
                outcome.nothingLeft() ? "" : "; some of its processes could not be ended, see whose they are with 'ps'";
        switch (outcome.end()) {
            case TIMED_OUT -> throw new SourceException(
                    it() + " took longer than " + timeout.toMillis() / 1000.0 + " s and was ended" + said(errors)
                            + "; run it by hand to see why it hangs, or raise 'timeoutSeconds'" + left);
            case TOO_MUCH_OUTPUT -> throw new SourceException(
                    it() + " printed more than " + (MOST_STDOUT_BYTES >> 20) + " MiB and was ended" + said(errors)
                            + "; 'command' must print what 'wg show all dump' prints" + left);
            case EXITED -> {
                if (outcome.status() != 0) {
                    throw new SourceException(it() + " failed with exit status " + outcome.status() + said(errors)
                            + (errors.sayNotPermitted() ? PERMISSION_HINT : "; run it by hand to see why"));
                }
            }
        }
    }

    private Reading readingOf(OutputBuffer stdout, CommandErrors errors) throws SourceException {
        Map<String, String> unreadable = errors.unreadableInterfaces();
        int length = stdout.length();
        if (length == 0 && unreadable.isEmpty() && !errors.isEmpty()) {
            throw new SourceException(it() + " printed nothing" + said(errors) + "; run it by hand to see why");
        }
        if (length > 0 && stdout.bytes()[length - 1] != '\n') {
            throw new SourceException(it() + " printed half a dump: its last line has no end" + said(errors)
                    + "; run it by hand to see whether it is cut short");
        }
        try {
            former = DumpParser.parse(stdout.bytes(), length, former);
            expectedBytes = length + length / 16 + GROWTH_BYTES;
            return new Reading(former, unreadable);
        } catch (DumpException e) {
            throw new SourceException(it() + " printed what is no dump, " + e.getMessage() + said(errors), e);
        }
    }

    private SourceException notStarted(IOException cause) {
        String program = command.get(0);
        String message = String.valueOf(cause.getMessage());
        if (message.contains("error=2,")) {
            String where =
                    program.contains("/") ? "no program " + program : "no program '" + program + "' on Karaf's PATH";
            return new SourceException(
                    it() + " cannot be run, there is " + where
                            + "; install wireguard-tools, or set 'command' to the program's full path",
                    cause);
        }
        if (message.contains("error=13,")) {
            return new SourceException(
                    it() + " cannot be run: permission denied; make " + program + " executable for Karaf's user",
                    cause);
        }
        return new SourceException(it() + " cannot be run: " + message, cause);
    }

    private String it() {
        return "'" + String.join(" ", command) + "'";
    }

    private static String said(CommandErrors errors) {
        return errors.isEmpty() ? "" : ", it said: " + errors.firstLine();
    }
}
