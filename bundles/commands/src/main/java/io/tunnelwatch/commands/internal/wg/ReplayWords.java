package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.commands.internal.text.Fields;
import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.settings.Durations;
import io.tunnelwatch.wg.Replayed;
import io.tunnelwatch.wg.ReplayedEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a replay tells, for people. */
final class ReplayWords {

    private ReplayWords() {}

    /** What happened, when, to which alert, and why. */
    static String line(ReplayedEvent event) {
        String when = Times.absolute(event.at()) + "  " + event.alert().key().kind();
        return switch (event.change()) {
            case RAISED -> when + " raised: " + event.why();
            case RECURRED -> when + " set in again: " + event.why();
            case RESOLVED -> when + " of " + whose(event.alert()) + " resolved: " + event.why();
        };
    }

    private static String whose(Alert alert) {
        String place = Stream.of(alert.key().interfaceName(), alert.key().gateway())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" on "));
        return alert.peerName().map(name -> name + " (" + place + ")").orElse(place);
    }

    /** What it came to. */
    static Fields summary(Replayed replayed) {
        Fields fields = new Fields()
                .add("Polls", PollWords.of(replayed.polls(), replayed.failedPolls()))
                .add("Peers", replayed.peers())
                .add(
                        "Time",
                        Times.absolute(replayed.first()) + " to " + Times.absolute(replayed.last()) + " ("
                                + Durations.format(Duration.between(replayed.first(), replayed.last())) + ")")
                .add("Longest gap", gap(replayed))
                .add("Raised", replayed.raised().isEmpty() ? "nothing" : counts(replayed.raised()))
                .add("Set in again", Optional.of(counts(replayed.recurred())).filter(text -> !text.isEmpty()))
                .add("Open at the end", replayed.open());
        replayed.gateways().forEach(gateway -> fields.add("Settings", gateway.name() + ": " + gateway.settings()));
        return fields;
    }

    private static Optional<String> gap(Replayed replayed) {
        return replayed.longestGap().isZero()
                ? Optional.empty()
                : Optional.of(Durations.format(replayed.longestGap()) + " without a poll, until "
                        + Times.absolute(replayed.longestGapEnd()));
    }

    private static String counts(Map<AlertKind, Long> byKind) {
        return byKind.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
