package io.tunnelwatch.wg.internal.source;

import java.time.Duration;
import java.util.List;

/** Runs a command that prints {@code wg show all dump}. */
public final class CommandSource implements GatewaySource {

    private final List<String> command;
    private final Duration timeout;

    public CommandSource(List<String> command, Duration timeout) {
        this.command = List.copyOf(command);
        this.timeout = timeout;
    }

    @Override
    public String type() {
        return "wg";
    }

    @Override
    public Reading read() throws SourceException, InterruptedException {
        throw new SourceException("cannot run " + command + " within " + timeout);
    }
}
