package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.faults.Tool;
import io.tunnelwatch.itests.parts.FullTexts;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A year of alerts, written by SQL into a database that the store has made and nobody has open: most of them of a few
 * peers, all but the latest 20 resolved, each with its events in the time line.
 */
final class FilledHistory {

    /** Peers that have alerts: those of {@link FakeWg#publicKey} with these numbers from 0. */
    static final int PEERS = 10_000;

    private static final int GATEWAYS = 50;
    private static final int OPEN = 20;
    private static final long YEAR_MILLIS = 365L * 24 * 3600 * 1000;

    /**
     * Identifiers as the store's own: UUIDs that ascend with the time. Seven of ten alerts are of a tenth of the peers.
     */
    private static final String SQL =
            """
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA cache_size = -500000;
            CREATE TEMP TABLE peer (number INTEGER PRIMARY KEY, key TEXT NOT NULL);
            INSERT INTO peer VALUES %s;
            CREATE TEMP TABLE raw AS
              WITH RECURSIVE number (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < %d),
              mixed AS (SELECT i, i * 2654435761 %% 4294967296 AS h FROM number)
              SELECT i, h %% 100 AS share,
                CASE WHEN h %% 10 < 7 THEN h / 100 %% (%d / 10) ELSE h / 100 %% %<d END AS peer,
                CAST(unixepoch() AS INTEGER) * 1000 - %d + i * %<d / %d AS raised,
                CASE WHEN i > %<d - %d THEN NULL ELSE 180000 + h %% 1800000 END AS lasted
              FROM mixed;
            CREATE TEMP TABLE cooked AS
              SELECT i, raised, lasted,
                printf('%%08x-%%04x-7%%03x-8%%03x-%%012x', raised >> 16, raised & 65535, i & 4095, i >> 12, i) AS id,
                CASE WHEN share < 80 THEN 'PEER_DOWN' WHEN share < 92 THEN 'PEER_NEVER' WHEN share < 97 THEN 'PEER_ADDED'
                  ELSE 'INTERFACE_DOWN' END AS kind,
                printf('gateway-%%02d', peer %% %d) AS gateway,
                CASE WHEN share < 97 THEN key END AS peer_key,
                CASE WHEN share < 97 THEN 'peer-' || peer END AS peer_name,
                strftime('%%Y-%%m-%%dT%%H:%%M:%%S', raised / 1000, 'unixepoch') || printf('.%%03d000000Z', raised %% 1000)
                  AS raised_at,
                strftime('%%Y-%%m-%%dT%%H:%%M:%%S', (raised + lasted) / 1000, 'unixepoch')
                  || printf('.%%03d000000Z', (raised + lasted) %% 1000) AS resolved_at
              FROM raw JOIN peer ON number = peer;
            BEGIN;
            INSERT INTO alert (id, kind, severity, state, gateway, interface, peer_key, peer_name, summary, tags, occurrences,
                raised_at, last_seen_at, resolved_at, resolved_by, last_sequence)
              SELECT id, kind, CASE kind WHEN 'PEER_ADDED' THEN 'INFO' WHEN 'PEER_NEVER' THEN 'WARNING' ELSE 'CRITICAL' END,
                CASE WHEN lasted IS NULL THEN 'OPEN' ELSE 'RESOLVED' END, gateway, 'wg0', peer_key, peer_name,
                'Peer ' || coalesce(peer_name, 'none') || ' (wg0 on ' || gateway || ') is down: no handshake for 190s', '',
                1, raised_at, raised_at, resolved_at, CASE WHEN lasted IS NULL THEN NULL ELSE 'tunnelwatch' END, 2 * i
              FROM cooked ORDER BY i;
            INSERT INTO alert_event (id, alert_id, type, at, epoch, sequence, json)
              SELECT substr(id, 1, 19) || '9' || substr(id, 21), id, 'Raised', raised_at,
                '11111111-1111-4111-8111-111111111111', 2 * i - 1,
                '{"type":"Raised","id":"' || substr(id, 1, 19) || '9' || substr(id, 21) || '","alertId":"' || id
                  || '","at":"' || raised_at || '","key":{"kind":"' || kind || '","gateway":"' || gateway
                  || '","interface":"wg0"' || coalesce(',"peerKey":"' || peer_key || '"', '')
                  || '},"severity":"CRITICAL"' || coalesce(',"peerName":"' || peer_name || '"', '')
                  || ',"summary":"Peer ' || coalesce(peer_name, 'none') || ' (wg0 on ' || gateway
                  || ') is down: no handshake for 190s","tags":[],"schema":1}'
              FROM cooked ORDER BY i;
            INSERT INTO alert_event (id, alert_id, type, at, epoch, sequence, json)
              SELECT substr(id, 1, 19) || 'a' || substr(id, 21), id, 'Resolved', resolved_at,
                '11111111-1111-4111-8111-111111111111', 2 * i,
                '{"type":"Resolved","id":"' || substr(id, 1, 19) || 'a' || substr(id, 21) || '","alertId":"' || id
                  || '","at":"' || resolved_at || '","reason":"a handshake 2s ago","schema":1}'
              FROM cooked WHERE lasted IS NOT NULL ORDER BY i;
            COMMIT;
            """;

    private FilledHistory() {}

    /** Adds so many alerts; takes a minute for a million. */
    static void fill(Path database, int alerts, Path script) throws Exception {
        String peers = IntStream.range(0, PEERS)
                .mapToObj(number -> "(%d, '%s')".formatted(number, FakeWg.publicKey(number)))
                .collect(Collectors.joining(", "));
        Files.writeString(script, SQL.formatted(peers, alerts, PEERS, YEAR_MILLIS, alerts, OPEN, GATEWAYS));
        Tool.run("sqlite3", "-bail", database.toString(), ".read '" + script + "'");
        FullTexts.takeInAll(database);
    }
}
