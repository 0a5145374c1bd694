package io.tunnelwatch.itests.karaf;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An alert as {@code alert:list --json} shows it: what the tests ask of it. */
public record AlertRow(
        String id,
        String kind,
        String state,
        String gateway,
        Optional<String> peerKey,
        Instant raisedAt,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy,
        int occurrences,
        boolean pending) {

    private static final int PAGE = 1000;

    /** All alerts that there ever were, the newest first. */
    public static List<AlertRow> all(KarafProcess karaf) {
        return list(karaf, "--all");
    }

    /** The alerts that are open. */
    public static List<AlertRow> open(KarafProcess karaf) {
        return list(karaf, "");
    }

    /** All alerts that the options of {@code alert:list} choose, page after page. */
    public static List<AlertRow> list(KarafProcess karaf, String options) {
        List<AlertRow> rows = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            String page = after.map(cursor -> " --after '" + cursor + "'").orElse("");
            JsonNode document = karaf.json("alert:list " + options + " --limit " + PAGE + page);
            document.get("alerts").forEach(alert -> rows.add(of(alert)));
            after = text(document, "next");
        } while (after.isPresent());
        return rows;
    }

    /** Whether its trouble is there still. */
    public boolean isOpen() {
        return !state.equals("RESOLVED");
    }

    private static AlertRow of(JsonNode alert) {
        return new AlertRow(
                alert.get("id").asText(),
                alert.get("kind").asText(),
                alert.get("state").asText(),
                text(alert, "gateway").orElse(""),
                text(alert, "peerKey"),
                Instant.parse(alert.get("raisedAt").asText()),
                text(alert, "resolvedAt").map(Instant::parse),
                text(alert, "resolvedBy"),
                alert.get("occurrences").asInt(),
                alert.get("pending").asBoolean());
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }
}
