package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.wg.Recorded;
import java.util.List;

/** A recording that was made, as JSON. */
record RecordedDocument(
        String file, long bytes, List<String> gateways, long polls, long failedPolls, long durationSeconds) {

    static RecordedDocument of(Recorded recorded) {
        return new RecordedDocument(
                recorded.file().toString(),
                recorded.bytes(),
                recorded.gateways(),
                recorded.polls(),
                recorded.failedPolls(),
                recorded.duration().toSeconds());
    }
}
