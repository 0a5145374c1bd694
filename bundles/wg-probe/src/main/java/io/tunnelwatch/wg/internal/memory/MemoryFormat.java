package io.tunnelwatch.wg.internal.memory;

import io.tunnelwatch.wg.internal.judge.PastChanges;
import io.tunnelwatch.wg.internal.judge.Patience;
import io.tunnelwatch.wg.internal.judge.PeerMemory;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The text of a memory file: lines of columns with tabs between, peers below their interface, a checksum at the end.
 * Times are seconds since 1970, {@code -} where there is none.
 *
 * <pre>
 * tunnelwatch-probe 1
 * interface  wg0
 * peer       KEY  firstSeen  handshake  handshakeSeen  lastUp  lastStale  downUnder  [flaps  lost  jumps  endpoint  formerNetwork]
 * ended      ALERT-ID
 * crc        9ae0daaf
 * </pre>
 */
final class MemoryFormat {

    private static final String HEADER = "tunnelwatch-probe 1";
    private static final String CHECKSUM = "crc\t";
    private static final String NONE = "-";
    private static final String LOST = "lost";

    /** Only a peer of which something is to be said there has these columns; older versions had none of them. */
    private static final int FIRST_OF_CHANGES = 8;

    private MemoryFormat() {}

    static String write(GatewayMemory memory) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        memory.interfaces().forEach((name, peers) -> {
            text.append("interface\t").append(name).append('\n');
            peers.forEach((key, peer) -> peer(text, key, peer));
        });
        memory.ended().forEach(id -> text.append("ended\t").append(id).append('\n'));
        String content = text.toString();
        return content + CHECKSUM + crc(content) + "\n";
    }

    private static void peer(StringBuilder text, String key, PeerMemory peer) {
        text.append("peer\t").append(key);
        time(text, Optional.of(peer.firstSeen()));
        time(text, peer.handshake());
        time(text, peer.handshakeSeen());
        time(text, peer.lastUp());
        time(text, peer.lastStale());
        text.append('\t').append(peer.downUnder().map(Patience::name).orElse(NONE));
        if (!peer.changes().equals(PastChanges.NONE)) {
            changes(text, peer.changes());
        }
        text.append('\n');
    }

    private static void changes(StringBuilder text, PastChanges changes) {
        times(text, changes.flaps());
        text.append('\t').append(changes.lost() ? LOST : NONE);
        times(text, changes.jumps());
        text.append('\t').append(changes.endpoint().orElse(NONE));
        text.append('\t').append(changes.formerNetwork().orElse(NONE));
    }

    private static void times(StringBuilder text, List<Instant> times) {
        text.append('\t')
                .append(
                        times.isEmpty()
                                ? NONE
                                : times.stream()
                                        .map(at -> Long.toString(at.getEpochSecond()))
                                        .collect(Collectors.joining(",")));
    }

    private static void time(StringBuilder text, Optional<Instant> at) {
        text.append('\t');
        if (at.isPresent()) {
            text.append(at.get().getEpochSecond());
        } else {
            text.append(NONE);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws DamagedMemoryException it is something else; the message says where
     */
    static GatewayMemory read(String text) throws DamagedMemoryException {
        int checksumAt = text.lastIndexOf(CHECKSUM);
        if (checksumAt < 0
                || !text.substring(checksumAt).equals(CHECKSUM + crc(text.substring(0, checksumAt)) + "\n")) {
            throw new DamagedMemoryException("its checksum does not hold", Optional.empty());
        }
        String[] lines = text.substring(0, checksumAt).split("\n");
        if (!lines[0].equals(HEADER)) {
            throw new DamagedMemoryException("it does not begin with '" + HEADER + "'", Optional.empty());
        }
        Reader reader = new Reader();
        for (int i = 1; i < lines.length; i++) {
            try {
                reader.line(lines[i].split("\t", -1));
            } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
                throw new DamagedMemoryException("line " + (i + 1) + " can not be read", Optional.of(e));
            }
        }
        return new GatewayMemory(reader.interfaces, reader.ended);
    }

    private static String crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    private static final class Reader {
        private final Map<String, Map<String, PeerMemory>> interfaces = new LinkedHashMap<>();
        private final Set<UUID> ended = new HashSet<>();
        private Map<String, PeerMemory> peers = new HashMap<>();

        void line(String[] columns) {
            switch (columns[0]) {
                case "interface" -> {
                    peers = new HashMap<>();
                    interfaces.put(columns[1], peers);
                }
                case "peer" -> peers.put(columns[1], peer(columns));
                case "ended" -> ended.add(UUID.fromString(columns[1]));
                default -> throw new IllegalArgumentException(columns[0]);
            }
        }

        private static PeerMemory peer(String[] columns) {
            return new PeerMemory(
                    time(columns[2]).orElseThrow(() -> new IllegalArgumentException("no time of the first sight")),
                    time(columns[3]),
                    time(columns[4]),
                    time(columns[5]),
                    time(columns[6]),
                    columns[7].equals(NONE) ? Optional.empty() : Optional.of(Patience.valueOf(columns[7])),
                    columns.length > FIRST_OF_CHANGES ? changes(columns) : PastChanges.NONE);
        }

        private static PastChanges changes(String[] columns) {
            return new PastChanges(
                    times(columns[FIRST_OF_CHANGES]),
                    columns[FIRST_OF_CHANGES + 1].equals(LOST),
                    times(columns[FIRST_OF_CHANGES + 2]),
                    text(columns[FIRST_OF_CHANGES + 3]),
                    text(columns[FIRST_OF_CHANGES + 4]));
        }

        private static List<Instant> times(String column) {
            return column.equals(NONE)
                    ? List.of()
                    : Stream.of(column.split(",", -1))
                            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                            .toList();
        }

        private static Optional<String> text(String column) {
            return column.equals(NONE) ? Optional.empty() : Optional.of(column);
        }

        private static Optional<Instant> time(String column) {
            return column.equals(NONE) ? Optional.empty() : Optional.of(Instant.ofEpochSecond(Long.parseLong(column)));
        }
    }
}
