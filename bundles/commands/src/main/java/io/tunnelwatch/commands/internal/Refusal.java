package io.tunnelwatch.commands.internal;

/** A command can not do what it was asked for. The message is one line for people; the exit status is not zero. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what happened, to what, and what to do; it may hold text from outside */
    public Refusal(String message) {
        super(message);
    }

    /** The value of an option is none of those that are allowed. */
    public static Refusal ofOption(String option, String value, String allowed) {
        return new Refusal(option + ": '" + value + "' is refused, allowed is " + allowed);
    }
}
