package io.tunnelwatch.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * A time in which matching alerts are not notified. It never hides them from the history, and it ends by the clock. One
 * that repeats has many such times, its windows, each as long as the first.
 *
 * <p>{@code start} and {@code end} are those of the first window, so that a version that knows no repetition is quiet
 * for that one only. Whoever asks what holds at a time asks the methods.
 *
 * @param gateway the gateway it is for; absent for every gateway
 * @param peer the peer's name or public key; absent for every peer
 * @param kind the kind of alert; absent for every kind
 * @param start the first instant of the first window
 * @param end the first instant after the first window
 * @param operator who asked for it
 * @param repetition when the further windows begin; absent when there is one window only
 */
public record Silence(
        UUID id,
        Optional<String> gateway,
        Optional<String> peer,
        Optional<AlertKind> kind,
        Instant start,
        Instant end,
        String operator,
        Optional<String> note,
        Optional<Repetition> repetition) {

    /**
     * One time in which it holds.
     *
     * @param start its first instant
     * @param end the first instant after it
     */
    public record Window(Instant start, Instant end) {

        /** Whether it has begun and is not over. */
        public boolean holds(Instant at) {
            return !start.isAfter(at) && end.isAfter(at);
        }
    }

    /** One that does not repeat. */
    public Silence(
            UUID id,
            Optional<String> gateway,
            Optional<String> peer,
            Optional<AlertKind> kind,
            Instant start,
            Instant end,
            String operator,
            Optional<String> note) {
        this(id, gateway, peer, kind, start, end, operator, note, Optional.empty());
    }

    /** Whether it is for this alert, at whatever time. */
    public boolean matches(Alert alert) {
        AlertKey key = alert.key();
        return kind.map(wanted -> wanted == key.kind()).orElse(true)
                && gateway.map(wanted -> key.gateway().filter(wanted::equals).isPresent())
                        .orElse(true)
                && peer.map(wanted -> key.peerKey().filter(wanted::equals).isPresent()
                                || alert.peerName().filter(wanted::equals).isPresent())
                        .orElse(true);
    }

    /** The window that holds at this time, or else the next one; empty when it is over for good. */
    public Optional<Window> window(Instant at) {
        if (end.isAfter(at)) {
            return Optional.of(new Window(start, end));
        }
        return repetition
                .flatMap(rule -> rule.next(at.minus(length())))
                .map(beginning -> new Window(beginning, beginning.plus(length())));
    }

    /** Whether it is in force at this time. */
    public boolean holds(Instant at) {
        return window(at).filter(window -> window.holds(at)).isPresent();
    }

    /** Whether it is over for good at this time: no window holds any more, and none is to come. */
    public boolean isOver(Instant at) {
        return window(at).isEmpty();
    }

    /** The first instant at which it is over for good; empty when it repeats without an end. */
    public Optional<Instant> overAt() {
        return repetition.isEmpty()
                ? Optional.of(end)
                : repetition
                        .flatMap(Repetition::last)
                        .map(last -> last.plus(length()))
                        .map(over -> over.isAfter(end) ? over : end);
    }

    /** How long each window is. */
    public Duration length() {
        return Duration.between(start, end);
    }

    /** Whether one of these silences keeps the alert quiet at this time. */
    public static boolean isSilenced(Alert alert, Collection<Silence> silences, Instant at) {
        return silences.stream().anyMatch(silence -> silence.matches(alert) && silence.holds(at));
    }

    /**
     * Until when, as far as is known at {@code at}, an alert is silenced: the latest end of the windows that hold at
     * that time, and of first windows that are yet to come. Empty between two windows, for then notices go out.
     */
    public static Optional<Instant> silencedUntil(Alert alert, Collection<Silence> silences, Instant at) {
        return silences.stream()
                .filter(silence -> silence.matches(alert))
                .flatMap(
                        silence -> silence
                                .window(at)
                                .filter(window ->
                                        window.holds(at) || window.start().equals(silence.start()))
                                .stream())
                .map(Window::end)
                .max(Comparator.naturalOrder());
    }
}
