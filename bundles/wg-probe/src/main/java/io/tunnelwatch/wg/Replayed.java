package io.tunnelwatch.wg;

import io.tunnelwatch.alert.AlertKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay came to.
 *
 * @param gateways those of the recording, by name
 * @param polls how many were replayed
 * @param failedPolls how many of them had not read their gateway
 * @param peers how many there were: of each gateway the most that one poll saw
 * @param first the time of the first poll
 * @param last the time of the last one
 * @param raised how many alerts would have been raised, by kind
 * @param recurred how many of them would have set in again, by kind
 * @param open how many would be open still
 * @param longestGap the longest time between two polls of the same gateway: what began and ended within was not seen
 * @param longestGapEnd when that ended; the time of the first poll where there is no gap
 * @param notes what a reader should know besides, as sentences: polls that were cut short, clocks that were set back
 */
public record Replayed(
        List<Gateway> gateways,
        long polls,
        long failedPolls,
        int peers,
        Instant first,
        Instant last,
        Map<AlertKind, Long> raised,
        Map<AlertKind, Long> recurred,
        int open,
        Duration longestGap,
        Instant longestGapEnd,
        List<String> notes) {

    /**
     * One gateway of a recording.
     *
     * @param name as the recording has it
     * @param settings by which its polls were judged, in words
     */
    public record Gateway(String name, String settings) {}

    public Replayed {
        gateways = List.copyOf(gateways);
        raised = new TreeMap<>(raised);
        recurred = new TreeMap<>(recurred);
        notes = List.copyOf(notes);
    }
}
