package io.tunnelwatch.itests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of the machine. */
public final class Tool {

    private Tool() {}

    /** What a program printed; fails the test when the program does. */
    public static String run(String... command) {
        Result result = attempt(command);
        if (result.status() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed (./test installs what is needed, and the"
                    + " laboratory needs root):\n" + result.output());
        }
        return result.output();
    }

    /** What a program did, well or not. */
    public static Result attempt(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command) + " can not be started: run ./test", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + command[0], e);
        }
    }

    /** Its exit status, and all that it printed. */
    public record Result(int status, String output) {}
}
