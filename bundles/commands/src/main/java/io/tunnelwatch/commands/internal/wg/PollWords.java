package io.tunnelwatch.commands.internal.wg;

/** How many polls there were, in words. */
final class PollWords {

    private PollWords() {}

    static String of(long polls, long failed) {
        return failed == 0 ? Long.toString(polls) : polls + ", of which " + failed + " failed";
    }
}
