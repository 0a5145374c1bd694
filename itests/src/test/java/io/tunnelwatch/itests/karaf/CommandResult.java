package io.tunnelwatch.itests.karaf;

/**
 * What {@code bin/client} said.
 *
 * @param exitStatus 0 when the command succeeded
 * @param output what the command printed, without the colours
 * @param errors what went to the standard error of the client
 */
public record CommandResult(int exitStatus, String output, String errors) {

    /** The output of a command that succeeded; fails the test for one that did not. */
    public String orFail() {
        if (exitStatus != 0) {
            throw new AssertionError("The command failed with status " + exitStatus + ":\n" + output + errors);
        }
        return output;
    }

    /** Whether the command succeeded. */
    public boolean succeeded() {
        return exitStatus == 0;
    }
}
