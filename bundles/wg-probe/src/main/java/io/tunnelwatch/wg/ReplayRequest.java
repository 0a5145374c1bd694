package io.tunnelwatch.wg;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be replayed, and by which settings.
 *
 * @param files one at least; several are one recording, in the order of their times
 * @param gateway the configured gateway whose settings count for all polls; absent: each poll is judged by those of the
 *     configured gateway that has the recorded name, else by the defaults
 * @param settings that count instead, as texts, by the names that they have in {@code io.tunnelwatch.gateway~NAME}
 */
public record ReplayRequest(List<Path> files, Optional<String> gateway, Map<String, String> settings) {

    public ReplayRequest {
        files = List.copyOf(files);
        settings = Map.copyOf(settings);
    }
}
