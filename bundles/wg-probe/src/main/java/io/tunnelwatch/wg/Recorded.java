package io.tunnelwatch.wg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A recording that was made.
 *
 * @param gateways whose polls are in it, sorted
 * @param polls how many are in it
 * @param failedPolls how many of them could not read their gateway
 * @param bytes the size of the file
 * @param duration how long it was recorded
 */
public record Recorded(Path file, List<String> gateways, long polls, long failedPolls, long bytes, Duration duration) {

    public Recorded {
        gateways = List.copyOf(gateways);
    }
}
