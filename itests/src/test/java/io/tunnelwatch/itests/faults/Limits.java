package io.tunnelwatch.itests.faults;

/** What a row may take. */
enum Limits {
    /** As it is promised. */
    ALONE(100, 10),
    /**
     * What tells an append that waits for the database from one that does not, and a store that heals from one that
     * does not. A store that reads the whole log again needs the processor for it, of which it may have a tenth.
     */
    BESIDE_OTHER_TESTS(1_000, 40);

    private final double appendP99Millis;
    private final double healingSeconds;

    Limits(double appendP99Millis, double healingSeconds) {
        this.appendP99Millis = appendP99Millis;
        this.healingSeconds = healingSeconds;
    }

    double appendP99Millis() {
        return appendP99Millis;
    }

    /** Until the store is well and has everything. */
    double healingSeconds() {
        return healingSeconds;
    }
}
