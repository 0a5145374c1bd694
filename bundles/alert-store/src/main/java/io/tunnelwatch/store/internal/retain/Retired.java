package io.tunnelwatch.store.internal.retain;

/**
 * What was taken out of the history.
 *
 * @param events of their time lines, and of no alert that the history has
 * @param bytes that the file gave back
 */
record Retired(long alerts, long events, long bytes) {

    static final Retired NOTHING = new Retired(0, 0, 0);

    static Retired alerts(long alerts, long events) {
        return new Retired(alerts, events, 0);
    }

    static Retired bytes(long bytes) {
        return new Retired(0, 0, bytes);
    }

    Retired plus(Retired other) {
        return new Retired(alerts + other.alerts, events + other.events, bytes + other.bytes);
    }
}
