package io.tunnelwatch.store.internal.imports;

import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a row of the older application tells: it has no kind, only words. The first rule of which a word stands in the
 * subject counts; if none does, the first by the message.
 */
enum Meaning {
    /** The end of what another row told. There is no kind for it: it is a notice that a peer is no longer down. */
    RECOVERED(
            AlertKind.PEER_DOWN,
            Severity.INFO,
            "recover\\w*|reconnect\\w*|restored|resolved|back (?:online|up)|(?:is|came|comes|are) back|(?:is|are) up"
                    + "|(?:up|online|connected|reachable) again|no longer (?:down|offline|disconnected|unreachable|stale)"),
    NEVER(AlertKind.PEER_NEVER, AlertKind.PEER_NEVER.defaultSeverity(), "never|no handshake yet|not yet connected"),
    FLAPPING(AlertKind.PEER_FLAPPING, AlertKind.PEER_FLAPPING.defaultSeverity(), "flap\\w*|unstable"),
    DOWN(
            AlertKind.PEER_DOWN,
            AlertKind.PEER_DOWN.defaultSeverity(),
            "down|disconnect\\w*|offline|lost|unreachable|stale|inactive|not connected|not reachable|no handshake"
                    + "|time(?:d )?out|dead"),
    REMOVED(AlertKind.PEER_REMOVED, AlertKind.PEER_REMOVED.defaultSeverity(), "removed|deleted|revoked"),
    ADDED(AlertKind.PEER_ADDED, AlertKind.PEER_ADDED.defaultSeverity(), "added|created|new (?:peer|client)"),
    /** Weaker words for {@link #RECOVERED}, which also stand beside others: "is not connected". */
    CONNECTED(AlertKind.PEER_DOWN, Severity.INFO, "connected|online|reachable|up"),
    /** Nothing that is known. The older application told of peers that were lost, above all. */
    UNCLASSIFIED(AlertKind.PEER_DOWN, Severity.WARNING, "(?!)");

    private final AlertKind kind;
    private final Severity severity;
    private final Pattern words;

    Meaning(AlertKind kind, Severity severity, String words) {
        this.kind = kind;
        this.severity = severity;
        this.words = Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    /** What it tells. */
    static Meaning of(String subject, String message) {
        return by(subject).or(() -> by(message)).orElse(UNCLASSIFIED);
    }

    private static Optional<Meaning> by(String text) {
        return Stream.of(values())
                .filter(meaning -> meaning.words.matcher(text).find())
                .findFirst();
    }

    AlertKind kind() {
        return kind;
    }

    Severity severity() {
        return severity;
    }

    /** What the older application told people. */
    Notice notice() {
        return isEnd() ? Notice.RESOLVED : Notice.RAISED;
    }

    /** What it is to be found by, where the kind does not say it. */
    Optional<String> tag() {
        if (isEnd()) {
            return Optional.of("recovered");
        }
        return this == UNCLASSIFIED ? Optional.of("unclassified") : Optional.empty();
    }

    private boolean isEnd() {
        return this == RECOVERED || this == CONNECTED;
    }
}
