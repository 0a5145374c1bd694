package io.tunnelwatch.alert;

/**
 * Where an alert is in its life: {@code OPEN → ACKNOWLEDGED → RESOLVED}. An acknowledged alert is still open trouble.
 */
public enum AlertState {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED;

    /** Whether the trouble is thought to go on. */
    public boolean isOpen() {
        return this != RESOLVED;
    }
}
