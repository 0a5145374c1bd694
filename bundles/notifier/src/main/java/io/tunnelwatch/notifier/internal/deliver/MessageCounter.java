package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.notifier.ChannelCounts;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of a channel's messages. Safe for any number of threads. */
final class MessageCounter {

    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder givenUp = new LongAdder();

    void sent() {
        sent.increment();
    }

    void failed() {
        failed.increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    ChannelCounts counts() {
        return new ChannelCounts(sent.sum(), failed.sum(), givenUp.sum());
    }
}
