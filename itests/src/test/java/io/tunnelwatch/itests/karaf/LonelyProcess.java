package io.tunnelwatch.itests.karaf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Processes in a network namespace with nothing in it but a loopback of its own. Needs root. */
final class LonelyProcess {

    private LonelyProcess() {}

    /** Lets it begin in a new namespace. */
    static void isolate(ProcessBuilder builder) {
        prepend(builder, "unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\"");
    }

    /** Lets it begin in the namespace of a process. */
    static void join(ProcessBuilder builder, long pid) {
        prepend(builder, "nsenter", "--net", "--target", Long.toString(pid));
    }

    /** Runs it to its end, with these lines as its input. */
    static CommandResult run(ProcessBuilder builder, String input) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write((input + "\n").getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandResult(process.waitFor(), output, "");
        } catch (IOException e) {
            throw new UncheckedIOException(builder.command().get(0) + " can not be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + builder.command(), e);
        }
    }

    private static void prepend(ProcessBuilder builder, String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(builder.command());
        builder.command(command);
    }
}
