package io.tunnelwatch.wg.internal.service;

import io.tunnelwatch.wg.internal.judge.Moment;
import java.time.Instant;
import java.time.InstantSource;

/** The two clocks of a replay: they stand until they are set. For one thread. */
final class ReplayClock implements InstantSource {

    private Moment now = new Moment(Instant.EPOCH, 0);

    void set(Moment moment) {
        now = moment;
    }

    @Override
    public Instant instant() {
        return now.wall();
    }

    long nanos() {
        return now.nanos();
    }
}
