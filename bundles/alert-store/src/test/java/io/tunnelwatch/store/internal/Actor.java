package io.tunnelwatch.store.internal;

import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Delivered;
import io.tunnelwatch.alert.AlertEvent.DeliveryFailed;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Silenced;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.AlertEvent.Unsilenced;
import io.tunnelwatch.alert.AlertKey;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Repetition;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.alert.TimeOrderedIds;
import io.tunnelwatch.store.internal.Happening.Move;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Lets happen what happens: makes events of moves, with ids that nobody had before. */
final class Actor {

    private static final List<String> PEERS = List.of("ada", "b\u00fcro '7'", "carol\n\ud83d\ude80");
    private static final List<String> RULES = List.of("daily 12:30", "Mon-Fri 02:30", "Tue 23:00");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration BETWEEN_EVENTS = Duration.ofSeconds(1, 1);

    private final LogAndStore both;
    private final MovableClock clock;
    private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.system());
    private final List<UUID> alerts = new ArrayList<>(List.of(ids.next()));
    private final List<UUID> silences = new ArrayList<>(List.of(ids.next()));
    private final Set<UUID> ended = new HashSet<>();

    Actor(LogAndStore both, MovableClock clock) {
        this.both = both;
        this.clock = clock;
    }

    void act(Happening happening) throws IOException {
        switch (happening.kind()) {
            case APPEND -> both.append(
                    happening.moves().stream().map(this::event).toList());
            case TIME -> clock.move(Duration.ofMinutes(happening.minutes()));
            case STORE_STOPS -> both.stopStore();
            case STORE_STARTS -> both.startStore();
            case LOG_RESTARTS -> both.restartLog();
            case DATABASE_IS_COPIED -> both.copyDatabase();
            case DATABASE_IS_PUT_BACK -> both.restoreDatabase();
            case LOG_IS_COPIED -> both.copyLog();
            case LOG_IS_PUT_BACK -> both.restoreLog();
            case COMPARE -> both.startStore();
        }
    }

    /** An event that changes nothing, for whoever wants to know up to where somebody has read. */
    AlertEvent marker() {
        return new Delivered(ids.next(), ids.next(), clock.instant(), "email.noc", Notice.RAISED, Optional.empty());
    }

    private AlertEvent event(Move move) {
        clock.move(BETWEEN_EVENTS);
        Instant at = clock.instant();
        UUID id = ids.next();
        UUID alert = latest(alerts, move.which());
        String operator = "operator-" + move.how() % 3;
        Optional<String> note = move.how() % 2 == 0 ? Optional.empty() : Optional.of("note " + move.how());
        return switch (move.type()) {
            case RAISED -> raised(id, at, move);
            case RECURRED -> new Recurred(id, alert, at, "again " + move.how());
            case RESOLVED -> new Resolved(id, ending(alert), at, note.map(text -> operator), "over");
            case ACKNOWLEDGED -> new Acknowledged(id, alert, at, operator, note);
            case UNACKNOWLEDGED -> new Unacknowledged(id, alert, at, operator, note);
            case SILENCED -> new Silenced(id, at, silence(at, move, operator, note));
            case UNSILENCED -> new Unsilenced(id, ending(latest(silences, move.which())), at, operator, note);
            case DELIVERED -> new Delivered(id, alert, at, "email.noc", notice(move), note);
            case DELIVERY_FAILED -> new DeliveryFailed(
                    id, alert, at, "email.noc", notice(move), "refused", move.how() % 2 == 0);
        };
    }

    private Raised raised(UUID id, Instant at, Move move) {
        String peer = PEERS.get(move.which() % PEERS.size());
        String gateway = move.which() % 2 == 0 ? "berlin" : "paris";
        AlertKind kind = move.how() % 5 == 0 ? AlertKind.PEER_NEVER : AlertKind.PEER_DOWN;
        UUID alert = latest(alerts, move.which());
        if (move.how() % 10 != 0 || ended.contains(alert) || !both.isOpen(alert)) {
            alert = ids.next();
            alerts.add(alert);
        }
        return new Raised(
                id,
                alert,
                at,
                AlertKey.ofPeer(kind, gateway, "wg0", "key of " + peer),
                Severity.values()[move.how() % Severity.values().length],
                Optional.of(peer).filter(name -> move.how() % 3 != 0),
                peer + " is down",
                move.how() % 4 == 0 ? List.of() : List.of("noc", "vip \u00fc"));
    }

    private Silence silence(Instant at, Move move, String operator, Optional<String> note) {
        UUID silence = latest(silences, move.which());
        if (move.how() % 10 != 0 || ended.contains(silence) || !both.isSilence(silence, at)) {
            silence = ids.next();
            silences.add(silence);
        }
        Duration length = Duration.ofMinutes(1 + move.how() % 120);
        Optional<Repetition> repetition = Optional.of(move.how() % RULES.size())
                .filter(rule -> move.how() % 2 == 0)
                .map(rule -> Repetition.parse(RULES.get(rule), BERLIN))
                .map(rule -> move.how() % 4 == 0 ? rule : rule.until(at.plus(Duration.ofDays(3))));
        Instant start = repetition
                .flatMap(rule -> rule.next(at.minus(length)))
                .orElseGet(() -> at.plus(Duration.ofMinutes(move.how() % 7 * 60)));
        return new Silence(
                silence,
                move.which() % 3 == 0 ? Optional.empty() : Optional.of("berlin"),
                move.which() % 4 == 0 ? Optional.of(PEERS.get(0)) : Optional.empty(),
                move.which() % 5 == 0 ? Optional.of(AlertKind.PEER_DOWN) : Optional.empty(),
                start,
                start.plus(length),
                operator,
                note,
                repetition);
    }

    /** What ends, maybe in the append that is being made, never begins again: an id is of one alert or silence. */
    private UUID ending(UUID id) {
        ended.add(id);
        return id;
    }

    private static Notice notice(Move move) {
        return Notice.values()[move.how() % Notice.values().length];
    }

    private static UUID latest(List<UUID> known, int back) {
        return known.get(Math.max(0, known.size() - 1 - back));
    }
}
