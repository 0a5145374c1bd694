package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.wg.Replayed;
import io.tunnelwatch.wg.ReplayedEvent;
import io.tunnelwatch.wg.ReplayedEvent.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a replay tells, as JSON. */
record ReplayDocument(
        List<Event> events,
        long polls,
        long failedPolls,
        int peers,
        Instant first,
        Instant last,
        long longestGapSeconds,
        Instant longestGapEnd,
        Map<AlertKind, Long> raised,
        Map<AlertKind, Long> recurred,
        int open,
        List<Gateway> gateways,
        List<String> notes) {

    static ReplayDocument of(List<ReplayedEvent> events, Replayed replayed) {
        return new ReplayDocument(
                events.stream().map(Event::of).toList(),
                replayed.polls(),
                replayed.failedPolls(),
                replayed.peers(),
                replayed.first(),
                replayed.last(),
                replayed.longestGap().toSeconds(),
                replayed.longestGapEnd(),
                replayed.raised(),
                replayed.recurred(),
                replayed.open(),
                replayed.gateways().stream()
                        .map(gateway -> new Gateway(gateway.name(), gateway.settings()))
                        .toList(),
                replayed.notes());
    }

    /** A recorded gateway, and the settings by which it was judged, in words. */
    record Gateway(String name, String settings) {}

    /**
     * One change of an alert.
     *
     * @param id of the alert, within this document only
     * @param why the summary of what set in, or the reason of the end
     */
    record Event(
            Instant at,
            Change event,
            UUID id,
            AlertKind kind,
            Severity severity,
            Optional<String> gateway,
            Optional<String> interfaceName,
            Optional<String> peerKey,
            Optional<String> peerName,
            String why) {

        static Event of(ReplayedEvent event) {
            Alert alert = event.alert();
            return new Event(
                    event.at(),
                    event.change(),
                    alert.id(),
                    alert.key().kind(),
                    alert.severity(),
                    alert.key().gateway(),
                    alert.key().interfaceName(),
                    alert.key().peerKey(),
                    alert.peerName(),
                    event.why());
        }
    }
}
