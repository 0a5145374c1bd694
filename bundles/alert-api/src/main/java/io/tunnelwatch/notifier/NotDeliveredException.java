package io.tunnelwatch.notifier;

/** A message that an operator asked for was not confirmed. The text says why and what to do. */
public class NotDeliveredException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message for people; never a secret */
    public NotDeliveredException(String message) {
        super(message);
    }
}
