package io.tunnelwatch.history;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which alerts somebody wants to see: the one filter of the shell, REST and exports. An empty set or an absent value
 * asks for nothing; what is asked for must all hold.
 *
 * @param gateways names of gateways
 * @param peers names or public keys of peers
 * @param since raised at this time or later
 * @param until raised before this time
 * @param text stands in the summary, peer name, gateway or interface; the case of ASCII letters does not matter
 */
public record AlertFilter(
        Set<AlertState> states,
        Set<AlertKind> kinds,
        Set<Severity> severities,
        Set<String> gateways,
        Set<String> peers,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> text) {

    /** Every alert. */
    public static final AlertFilter ALL = new AlertFilter(
            Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The alerts that are open or acknowledged. */
    public static final AlertFilter OPEN = ALL.withStates(Set.of(AlertState.OPEN, AlertState.ACKNOWLEDGED));

    public AlertFilter {
        states = Set.copyOf(states);
        kinds = Set.copyOf(kinds);
        severities = Set.copyOf(severities);
        gateways = Set.copyOf(gateways);
        peers = Set.copyOf(peers);
    }

    /** The same filter for other states. */
    public AlertFilter withStates(Set<AlertState> wanted) {
        return new AlertFilter(wanted, kinds, severities, gateways, peers, since, until, text);
    }

    /** Whether only open or acknowledged alerts can match, so that the log alone can answer. */
    public boolean asksForOpenOnly() {
        return !states.isEmpty() && !states.contains(AlertState.RESOLVED);
    }

    /** Whether this alert is one of them: the same answer as the database gives. */
    public boolean matches(Alert alert) {
        return wants(states, alert.state())
                && wants(kinds, alert.key().kind())
                && wants(severities, alert.severity())
                && wantsOneOf(gateways, alert.key().gateway().stream())
                && wantsOneOf(peers, Stream.concat(alert.peerName().stream(), alert.key().peerKey().stream()))
                && since.map(start -> !alert.raisedAt().isBefore(start)).orElse(true)
                && until.map(end -> alert.raisedAt().isBefore(end)).orElse(true)
                && text.map(wanted -> textMatches(alert, wanted)).orElse(true);
    }

    private static <T> boolean wants(Set<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static boolean wantsOneOf(Set<String> wanted, Stream<String> values) {
        return wanted.isEmpty() || values.anyMatch(wanted::contains);
    }

    private static boolean textMatches(Alert alert, String wanted) {
        String lowerCase = lowerCaseAscii(wanted);
        return Stream.of(
                        Optional.of(alert.summary()),
                        alert.peerName(),
                        alert.key().gateway(),
                        alert.key().interfaceName())
                .flatMap(Optional::stream)
                .anyMatch(value -> lowerCaseAscii(value).contains(lowerCase));
    }

    /** As SQL's {@code LIKE} does it in SQLite: only ASCII letters have a case. */
    private static String lowerCaseAscii(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 128);
        if (ascii) {
            return text.toLowerCase(Locale.ROOT);
        }
        return text.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
