package io.tunnelwatch.wg.internal.recording;

import io.tunnelwatch.wg.internal.source.Reading;

/** What a poll brought. */
public sealed interface Answer {

    /** The gateway was read. */
    record Read(Reading reading) implements Answer {}

    /**
     * The gateway could not be read.
     *
     * @param reason in one line, without keys
     */
    record Failed(String reason) implements Answer {}

    /** How many lines it has in a recording, about. */
    default int lines() {
        return this instanceof Read read ? 1 + read.reading().dump().peers().size() : 1;
    }
}
