package io.tunnelwatch.itests.faults;

/** What a row may take. */
enum Limits {
    /** As it is promised. */
    ALONE(100, 10, 5),
    /**
     * What tells an append that waits for the database from one that does not, and a store that heals from one that
     * does not. A store that reads the whole log again needs the processor for it, of which it may have a tenth.
     */
    BESIDE_OTHER_TESTS(1_000, 40, 30);

    private final double appendP99Millis;
    private final double healingSeconds;
    private final double noticeSeconds;

    Limits(double appendP99Millis, double healingSeconds, double noticeSeconds) {
        this.appendP99Millis = appendP99Millis;
        this.healingSeconds = healingSeconds;
        this.noticeSeconds = noticeSeconds;
    }

    double appendP99Millis() {
        return appendP99Millis;
    }

    /** Until the store is well and has everything. */
    double healingSeconds() {
        return healingSeconds;
    }

    /** Until a notice has arrived, through a channel that nothing is the matter with. */
    double noticeSeconds() {
        return noticeSeconds;
    }
}
