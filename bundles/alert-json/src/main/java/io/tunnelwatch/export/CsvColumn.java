package io.tunnelwatch.export;

import io.tunnelwatch.json.AlertView;
import java.util.Optional;
import java.util.function.Function;

/** The columns of a table of alerts: the fields of the document, in its order. */
enum CsvColumn {
    ID("id", AlertView::id),
    KIND("kind", AlertView::kind),
    SEVERITY("severity", AlertView::severity),
    STATE("state", AlertView::state),
    GATEWAY("gateway", AlertView::gateway),
    INTERFACE("interface", AlertView::interfaceName),
    PEER_KEY("peerKey", AlertView::peerKey),
    PEER_NAME("peerName", AlertView::peerName),
    SUMMARY("summary", AlertView::summary),
    OCCURRENCES("occurrences", AlertView::occurrences),
    RAISED_AT("raisedAt", AlertView::raisedAt),
    LAST_SEEN_AT("lastSeenAt", AlertView::lastSeenAt),
    ACKNOWLEDGED_AT("acknowledgedAt", AlertView::acknowledgedAt),
    ACKNOWLEDGED_BY("acknowledgedBy", AlertView::acknowledgedBy),
    RESOLVED_AT("resolvedAt", AlertView::resolvedAt),
    RESOLVED_BY("resolvedBy", AlertView::resolvedBy),
    SILENCED_UNTIL("silencedUntil", AlertView::silencedUntil),
    PENDING("pending", AlertView::pending),
    TAGS("tags", view -> String.join(",", view.tags()));

    /**
     * What a spreadsheet begins a formula with (<a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV
     * injection</a>): summary, names and tags come from outside.
     */
    private static final String FORMULA = "=+-@\t\r";

    private final String header;
    private final Function<AlertView, Object> value;

    CsvColumn(String header, Function<AlertView, Object> value) {
        this.header = header;
        this.value = value;
    }

    /** The name of the contract. */
    String header() {
        return header;
    }

    /** What stands in an alert's line: nothing for what is absent. */
    String cell(AlertView view) {
        Object found = value.apply(view);
        String text = found instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("")
                : found.toString();
        return isFormula(text) ? "'" + text : text;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
