package io.tunnelwatch.store.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Delivery;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.store.internal.entity.StoredRow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedRowTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant SENT = Instant.parse("2025-03-04T10:11:12.123456Z");

    private final Map<String, Object> columns = new HashMap<>(Map.of(
            "id", 7,
            "client_name", "laptop-7",
            "peer_key", "abc=",
            "subject", "Peer down",
            "message", "laptop-7 had no handshake\r\n  for 5 minutes",
            "sent_at", "2025-03-04 10:11:12.123456",
            "success", 1));

    @Test
    void isAnAlertThatWasOverAtOnce() throws Exception {
        Alert alert = imported("UTC").alert();

        assertThat(alert.key().kind()).isEqualTo(AlertKind.PEER_DOWN);
        assertThat(alert.key().gateway()).contains("berlin");
        assertThat(alert.key().interfaceName()).isEmpty();
        assertThat(alert.key().peerKey()).contains("abc=");
        assertThat(alert.peerName()).contains("laptop-7");
        assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
        assertThat(List.of(
                        alert.raisedAt(), alert.lastSeenAt(), alert.resolvedAt().orElseThrow()))
                .containsOnly(SENT);
        assertThat(alert.tags()).containsExactly("imported");
        assertThat(alert.summary()).isEqualTo("Peer down: laptop-7 had no handshake for 5 minutes");
        assertThat(imported("UTC").number()).isEqualTo(7);
    }

    @Test
    void aDeliverySaysWhetherItWasSent() throws Exception {
        UUID id = imported("UTC").alert().id();
        Delivery sent = new Delivery(id, "imported", Notice.RAISED, SENT, Optional.empty(), false);
        for (Object yes : List.of(1, 1L, "true", "1", "TRUE")) {
            columns.put("success", yes);
            assertThat(imported("UTC").delivery().orElseThrow().failure())
                    .as("%s", yes)
                    .isEmpty();
        }
        columns.put("success", 1);
        assertThat(imported("UTC").delivery()).contains(sent);

        columns.put("success", 0);
        Delivery failed = imported("UTC").delivery().orElseThrow();
        assertThat(failed.failure()).isPresent();
        assertThat(failed.permanent()).isTrue();

        columns.remove("success");
        assertThat(imported("UTC").delivery()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Peer down, , PEER_DOWN, CRITICAL, RAISED, imported",
        "Client disconnected, , PEER_DOWN, CRITICAL, RAISED, imported",
        "WireGuard alert, laptop is not connected any more, PEER_DOWN, CRITICAL, RAISED, imported",
        "Client OFFLINE, , PEER_DOWN, CRITICAL, RAISED, imported",
        "Handshake timed out, , PEER_DOWN, CRITICAL, RAISED, imported",
        "Peer recovered, it was down for 5 minutes, PEER_DOWN, INFO, RESOLVED, imported recovered",
        "Client reconnected, , PEER_DOWN, INFO, RESOLVED, imported recovered",
        "Connection restored, , PEER_DOWN, INFO, RESOLVED, imported recovered",
        "laptop is back online, , PEER_DOWN, INFO, RESOLVED, imported recovered",
        "laptop is no longer down, , PEER_DOWN, INFO, RESOLVED, imported recovered",
        "Alert, laptop is connected, PEER_DOWN, INFO, RESOLVED, imported recovered",
        "Client connected, it was down before, PEER_DOWN, INFO, RESOLVED, imported recovered",
        "Peer never connected, , PEER_NEVER, WARNING, RAISED, imported",
        "Peer is flapping, , PEER_FLAPPING, WARNING, RAISED, imported",
        "Client removed, , PEER_REMOVED, INFO, RAISED, imported",
        "New client laptop, , PEER_ADDED, INFO, RAISED, imported",
        "Test, this is a test, PEER_DOWN, WARNING, RAISED, imported unclassified",
        "Download finished, , PEER_DOWN, WARNING, RAISED, imported unclassified",
        ", , PEER_DOWN, WARNING, RAISED, imported unclassified",
    })
    void itsWordsSayWhatItTells(
            String subject, String message, AlertKind kind, Severity severity, Notice notice, String tags)
            throws Exception {
        put("subject", subject);
        put("message", message);
        ImportedRow row = imported("UTC");

        assertThat(row.alert().key().kind()).isEqualTo(kind);
        assertThat(row.alert().severity()).isEqualTo(severity);
        assertThat(row.delivery().orElseThrow().notice()).isEqualTo(notice);
        assertThat(row.alert().tags()).containsExactly(tags.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "Peer down, , Peer down",
        ", It is down, It is down",
        "Peer down, peer DOWN since noon, peer DOWN since noon",
        "Peer down since noon, Peer down, Peer down since noon",
        "Peer down, Look at it, Peer down: Look at it",
        ", , An alert without words about laptop-7",
    })
    void theSummaryHasBothTextsUnlessOneSaysItAll(String subject, String message, String summary) throws Exception {
        put("subject", subject);
        put("message", message);

        assertThat(imported("UTC").alert().summary()).isEqualTo(summary);
    }

    @Test
    void aLongMessageIsCutAndNoCharacterInTwo() throws Exception {
        columns.put("subject", "");
        columns.put("message", "x".repeat(1999) + "🐧" + "y".repeat(100_000));

        assertThat(imported("UTC").alert().summary()).isEqualTo("x".repeat(1999) + "…");
    }

    @Test
    void whatCanNotBeUnderstoodIsRefusedWithItsReason() {
        assertRefused("peer_key", null, "it names no peer: peer_key is NULL");
        assertRefused("peer_key", "  ", "it names no peer: peer_key is empty");
        assertRefused("peer_key", new byte[2], "it names no peer: peer_key is no text");
        assertRefused("sent_at", null, "it has no time: sent_at is NULL");
        assertRefused("sent_at", "2026-11-25", "sent_at is 2026-11-25T00:00:00Z, in the future");
        assertRefused("sent_at", "1969-12-31", "sent_at is 1969-12-31T00:00:00Z, before 1970");
        assertRefused("message", new byte[2], "message is no text, but a BLOB");
        assertRefused("id", "seven", "its id is no number");
    }

    @Test
    void whatMayBeMissingMayBeMissing() throws Exception {
        columns.keySet().removeAll(Set.of("client_name", "subject", "message", "success"));

        assertThat(imported("UTC").alert().peerName()).isEmpty();
        assertThat(imported("UTC").alert().summary()).isEqualTo("An alert without words about abc=");
    }

    @Test
    void theIdHasTheTimeAndFollowsFromTheRowAlone() throws Exception {
        ImportedRow row = imported("UTC");
        UUID id = row.alert().id();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(SENT.toEpochMilli());
        assertThat(row.deliveryId()).isNotEqualTo(id);
        assertThat(row.deliveryId().version()).isEqualTo(7);
        assertThat(imported("UTC").alert().id()).isEqualTo(id);
        assertThat(imported("Europe/Berlin").alert().id()).isEqualTo(id);
        assertThat(imported("Europe/Berlin").alert().raisedAt()).isEqualTo(SENT.minusSeconds(3600));
    }

    @Test
    void rowsThatDifferInAnythingHaveOtherIds() throws Exception {
        Set<UUID> ids = new HashSet<>(List.of(imported("UTC").alert().id()));
        Map<String, Object> original = Map.copyOf(columns);
        Map<String, Object> changes = Map.of(
                "id", 8, "client_name", "l", "peer_key", "abd=", "subject", "", "message", "Peer down", "success", "1");
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            columns.putAll(original);
            columns.put(change.getKey(), change.getValue());
            assertThat(ids.add(imported("UTC").alert().id()))
                    .as(change.getKey())
                    .isTrue();
        }
        columns.putAll(original);
        columns.put("sent_at", "2025-03-04 10:11:12.123457");
        assertThat(ids.add(imported("UTC").alert().id())).isTrue();
        columns.putAll(original);
        columns.remove("subject");
        assertThat(ids.add(imported("UTC").alert().id()))
                .as("NULL is not empty")
                .isTrue();
    }

    private void assertRefused(String column, Object value, String reason) {
        Map<String, Object> original = Map.copyOf(columns);
        put(column, value);
        assertThatThrownBy(() -> imported("UTC"))
                .isInstanceOf(RowRefusedException.class)
                .hasMessage(reason);
        columns.putAll(original);
    }

    private void put(String column, Object value) {
        columns.remove(column);
        if (value != null) {
            columns.put(column, value);
        }
    }

    private ImportedRow imported(String zone) throws RowRefusedException {
        return ImportedRow.of(
                new StoredRow("alert_history", 1, columns),
                new ImportRequest(Path.of("/old.db"), Optional.of("berlin"), ZoneId.of(zone), false),
                NOW);
    }
}
