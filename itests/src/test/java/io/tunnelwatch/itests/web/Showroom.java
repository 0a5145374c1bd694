package io.tunnelwatch.itests.web;

import io.tunnelwatch.itests.faults.Tool;
import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.wireguard.FakeWg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three gateways as there are such, with peers that can be lost, and what happened to them in the last nine days. */
final class Showroom {

    /** From when on a peer without a handshake is down. */
    static final Duration STALE_AFTER = Duration.ofSeconds(60);

    private static final Map<String, List<String>> GATEWAYS = Map.of(
            "hamburg",
            List.of(
                    "warehouse-altona",
                    "office-hafencity",
                    "crane-controller-3",
                    "laptop-m.berger",
                    "laptop-s.yilmaz",
                    "cctv-gate-2",
                    "tablet-dock-7",
                    "backup-nas",
                    "vpn-router-kiel",
                    "laptop-j.petersen"),
            "vienna",
            List.of(
                    "shop-mariahilf",
                    "shop-praterstern",
                    "office-wien",
                    "laptop-a.novak",
                    "pos-terminal-4",
                    "signage-u3",
                    "laptop-k.huber"),
            "lisbon",
            List.of("depot-alcantara", "office-lisboa", "laptop-r.costa", "solar-inverter-2", "van-17"));

    /** The peers of which laptops are told more mildly. */
    private static final String MILD = "laptop-";

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter(); // as the store writes it

    private static final String SCRIPT =
            """
            #!/bin/sh
            now=$(date +%s)
            number=0
            printf 'wg0\\t(none)\\t(none)\\t51820\\toff\\n'
            while read -r key handshake; do
              number=$((number + 1))
              [ "$handshake" != now ] || handshake=$((now - (now + number * 11) % 40))
              printf 'wg0\\t%s\\t(none)\\t203.0.113.%s:%s\\t10.77.0.%s/32\\t%s\\t%s\\t%s\\t25\\n' "$key" $((number + 9)) \
                $((41000 + 17 * number)) $((number + 1)) "$handshake" $((number * 9123456789)) $((number * 1234567890))
            done < "$(dirname "$0")/$1"
            """;

    private final KarafProcess karaf;
    private final Path folder;
    private final Map<String, Instant> lost = new HashMap<>();
    private final List<String> past = new ArrayList<>();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** @param folder an empty one */
    Showroom(KarafProcess karaf, Path folder) {
        this.karaf = karaf;
        this.folder = folder;
    }

    /** Configures the gateways and the names of their peers. */
    void configure() throws IOException {
        Path script = Files.writeString(folder.resolve("wg"), SCRIPT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        GATEWAYS.forEach((gateway, peers) -> {
            print(gateway);
            karaf.writeConfig(
                    "io.tunnelwatch.gateway-" + gateway + ".cfg",
                    "source = wg",
                    "command = " + script + " " + gateway,
                    "intervalSeconds = 2",
                    "staleAfterSeconds = " + STALE_AFTER.toSeconds(),
                    "outagePercent = 0",
                    "expect = always");
            peers.forEach(peer -> karaf.writeConfig(
                    "io.tunnelwatch.peer-" + peer.replace('.', '_') + ".cfg",
                    "publicKey = " + key(peer),
                    "name = " + peer,
                    peer.startsWith(MILD) ? "severity = warning" : ""));
        });
    }

    /** From now on the peer makes no handshake. */
    void lose(String gateway, String peer) {
        lost.put(peer, Instant.now());
        print(gateway);
    }

    private void print(String gateway) {
        String lines = peers(gateway).stream()
                .map(peer -> key(peer) + " "
                        + (lost.containsKey(peer) ? lost.get(peer).getEpochSecond() : "now") + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(folder.resolve(gateway), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is past into the history; nobody may have it open. */
    void fillHistory(Path database) {
        int hours = 2;
        for (int i = 0; i < 64; i++) {
            String gateway = List.of("hamburg", "hamburg", "vienna", "lisbon").get(i % 4);
            List<String> peers = peers(gateway);
            down(gateway, peers.get(i * 7 % peers.size()), hours, 4 + i * 37 % 90);
            hours += 1 + i * 5 % 7;
        }
        add("PEER_FLAPPING", "WARNING", "hamburg", "tablet-dock-7", "comes and goes: 6 changes in 30m", 660, 70);
        add("PEER_ONE_WAY", "WARNING", "vienna", "pos-terminal-4", "sends, and nothing comes back", 1800, 40);
        add("PEER_ADDED", "INFO", "hamburg", "laptop-j.petersen", "was added", 420, 0);
        add("GATEWAY_UNREACHABLE", "CRITICAL", "vienna", "", "can not be read: wg took longer than 5 s", 540, 28);
        add("GATEWAY_OUTAGE", "CRITICAL", "hamburg", "", "lost 8 of 10 peers within 3m", 3120, 14);
        Tool.run(
                "sqlite3",
                database.toString(),
                "UPDATE schema_version SET applied_at = '" + TIME.format(now.minus(Duration.ofDays(9))) + "';"
                        + " INSERT INTO alert (id, kind, severity, state, gateway, interface, peer_key, peer_name, summary, tags,"
                        + " occurrences, raised_at, last_seen_at, acknowledged_at, acknowledged_by, resolved_at, resolved_by,"
                        + " last_sequence) VALUES " + String.join(", ", past));
    }

    private void down(String gateway, String peer, int hoursAgo, int minutes) {
        String severity = peer.startsWith(MILD) ? "WARNING" : "CRITICAL";
        add("PEER_DOWN", severity, gateway, peer, "is down: no handshake for 3m10s", hoursAgo * 60, minutes);
    }

    private void add(
            String kind, String severity, String gateway, String peer, String what, int minutesAgo, int minutes) {
        Instant raised = now.minus(Duration.ofMinutes(minutesAgo));
        Instant resolved = raised.plus(Duration.ofMinutes(minutes));
        boolean taken = past.size() % 3 == 0;
        String summary = peer.isEmpty()
                ? "Gateway " + gateway + " " + what
                : "Peer " + peer + " (wg0 on " + gateway + ") " + what;
        long millis = raised.toEpochMilli();
        UUID id = new UUID(millis << 16 | 0x7000 | past.size(), 0x8000_0000_0000_0000L | past.size());
        past.add(Stream.of(
                        id.toString(),
                        kind,
                        severity,
                        "RESOLVED",
                        gateway,
                        peer.isEmpty() ? "" : "wg0",
                        peer.isEmpty() ? "" : key(peer),
                        peer,
                        summary,
                        "-",
                        "1",
                        TIME.format(raised),
                        TIME.format(raised),
                        taken ? TIME.format(raised.plusSeconds(150)) : "",
                        taken ? "m.brandt" : "",
                        TIME.format(resolved),
                        "tunnelwatch",
                        "0")
                .map(value -> value.isEmpty() ? "NULL" : value.equals("-") ? "''" : "'" + value + "'")
                .collect(Collectors.joining(", ", "(", ")")));
    }

    private static List<String> peers(String gateway) {
        return GATEWAYS.getOrDefault(gateway, List.of());
    }

    private static String key(String peer) {
        List<String> all =
                GATEWAYS.values().stream().flatMap(List::stream).sorted().toList();
        return FakeWg.publicKey(IntStream.range(0, all.size())
                .filter(i -> all.get(i).equals(peer))
                .findFirst()
                .orElseThrow());
    }
}
