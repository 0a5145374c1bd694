package io.tunnelwatch.log.internal.write;

import io.tunnelwatch.alert.AlertEvent;
import java.util.List;

/** The events of one append, numbered and encoded, on their way to the disk. */
record StagedFrame(long firstSequence, List<AlertEvent> events, byte[] bytes) {

    long lastSequence() {
        return firstSequence + events.size() - 1;
    }
}
