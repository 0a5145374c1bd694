package io.tunnelwatch.wg.internal.dump;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code wg show all dump} prints ({@code dump_print} in wireguard-tools' {@code show.c}), and what
 * AmneziaWG's {@code awg} makes of it. A line of 9 columns is a peer; a line of any other number, 5 and more, is an
 * interface whose firewall mark is the last.
 *
 * <p>It works on bytes: a private or preshared key never becomes a String. The caller owns the bytes and clears them.
 * Any bytes end in a {@link Dump} or a {@link DumpException}.
 */
public final class DumpParser {

    private static final int PEER_COLUMNS = 9;
    private static final int INTERFACE_MIN_COLUMNS = 5;

    /**
     * The longest name of an interface that is believed, in bytes: 15 on Linux and BSD, 32 on Windows. Short of a key's
     * 44, so that the dump of a single interface ({@code wg show wg0 dump}), which begins with the private key, is
     * refused.
     */
    private static final int MAX_NAME_BYTES = 32;

    /** What is kept of a text that may be anything: an endpoint is sometimes a resolver's error. */
    private static final int MAX_TEXT_BYTES = 255;

    private static final long MAX_EPOCH_SECONDS = Instant.MAX.getEpochSecond();

    private final DumpLine line;
    private final Map<String, DumpInterface> interfaces = new LinkedHashMap<>();
    private final FormerPeers formerPeers;
    private final List<DumpPeer> peers;
    private Optional<PeerIndex> places = Optional.empty();
    private String latestName = "";

    private DumpParser(byte[] text, Dump former) {
        this.line = new DumpLine(text);
        this.formerPeers = new FormerPeers(former.peers());
        this.peers = new ArrayList<>(former.peers().size());
    }

    /**
     * Reads the whole text.
     *
     * @throws DumpException it is no dump; the message names the line and the cause, and never what a column holds
     */
    public static Dump parse(byte[] text) throws DumpException {
        return parse(text, text.length);
    }

    /**
     * Reads the first {@code length} bytes of the text.
     *
     * @throws DumpException they are no dump; the message names the line and the cause, and never what a column holds
     */
    public static Dump parse(byte[] text, int length) throws DumpException {
        return parse(text, length, Dump.EMPTY);
    }

    /**
     * Reads the first {@code length} bytes of the text. From one poll to the next most of thousands of peers say the
     * same, so what a former dump says too is taken from there and not made again.
     *
     * @param former read from any text; makes no difference to the result
     * @throws DumpException they are no dump; the message names the line and the cause, and never what a column holds
     */
    public static Dump parse(byte[] text, int length, Dump former) throws DumpException {
        DumpParser parser = new DumpParser(text, former);
        int start = 0;
        for (int lineNumber = 1; start < length; lineNumber++) {
            start = parser.line.set(lineNumber, start, length);
            parser.readLine();
        }
        return new Dump(List.copyOf(parser.interfaces.values()), parser.peers);
    }

    private void readLine() throws DumpException {
        if (line.isBlank()) {
            return;
        }
        if (line.count() == PEER_COLUMNS) {
            readPeer();
        } else if (line.count() >= INTERFACE_MIN_COLUMNS) {
            readInterface();
        } else {
            throw line.refused("it has " + line.count() + " columns, an interface has at least " + INTERFACE_MIN_COLUMNS
                    + " and a peer " + PEER_COLUMNS + "; the command must print what 'wg show all dump' prints");
        }
    }

    /** Columns: name, private key, public key, listen port, whatever AmneziaWG adds, firewall mark. */
    private void readInterface() throws DumpException {
        String name = readName();
        if (!line.endsWithFwmark()) {
            throw line.refused(
                    "its " + line.count() + " columns are those of an interface, but the last is no firewall mark"
                            + " ('off' or '0x..'); was a peer's line cut off?");
        }
        DumpInterface added = new DumpInterface(name, line.portOrZero(3));
        DumpInterface known = interfaces.get(name);
        if (known == null || known.listenPort() == 0) {
            interfaces.put(name, added);
        }
    }

    /** Columns: interface, public key, preshared key, endpoint, allowed IPs, handshake, rx, tx, keepalive. */
    private void readPeer() throws DumpException {
        String name = readName();
        DumpPeer before = formerPeers.before(name, line, 1);
        if (before == FormerPeers.NOBODY) {
            // any other has the key of a peer that was read
            line.requireKey(1);
        }
        line.refuseKey(3);
        line.refuseKey(4);
        line.refuseKey(8);
        DumpPeer peer = readPeer(name, before);
        if (!interfaces.containsKey(name)) {
            interfaces.put(name, new DumpInterface(name, 0));
        }
        if (formerPeers.areInOrder()) {
            peers.add(peer);
        } else {
            addOnce(name, peer);
        }
    }

    private void addOnce(String name, DumpPeer peer) {
        if (places.isEmpty()) {
            places = Optional.of(PeerIndex.of(peers));
        }
        int place = places.get().find(name, line, 1);
        if (place == PeerIndex.NOWHERE) {
            peers.add(peer);
            places.get().add(peers.size() - 1);
        } else {
            peers.set(place, peer);
        }
    }

    private DumpPeer readPeer(String name, DumpPeer before) throws DumpException {
        Optional<Instant> handshake = readHandshake(before.latestHandshake());
        Optional<String> endpoint = line.isNone(3) ? Optional.empty() : readText(3, before.endpoint());
        List<String> allowedIps = readAllowedIps(before.allowedIps());
        long rxBytes = line.number(6, "the number of bytes received");
        long txBytes = line.number(7, "the number of bytes sent");
        Optional<String> keepalive = readKeepalive(before.persistentKeepalive());
        boolean known = before != FormerPeers.NOBODY;
        if (known
                && rxBytes == before.rxBytes()
                && txBytes == before.txBytes()
                && handshake.equals(before.latestHandshake())
                && endpoint.equals(before.endpoint())
                && allowedIps.equals(before.allowedIps())
                && keepalive.equals(before.persistentKeepalive())) {
            return before;
        }
        String publicKey = known ? before.publicKey() : line.publicKey(1);
        return new DumpPeer(name, publicKey, endpoint, allowedIps, handshake, rxBytes, txBytes, keepalive);
    }

    private String readName() throws DumpException {
        if (line.length(0) == 0) {
            throw line.refused("the interface (column 1) has no name");
        }
        if (line.length(0) > MAX_NAME_BYTES) {
            throw line.refused("the interface's name (column 1) is longer than " + MAX_NAME_BYTES
                    + " bytes; the command must print what 'wg show all dump' prints");
        }
        // one String for all peers of an interface
        if (!line.is(0, latestName)) {
            latestName = line.text(0, MAX_NAME_BYTES);
        }
        return latestName;
    }

    private Optional<Instant> readHandshake(Optional<Instant> before) throws DumpException {
        long seconds = line.number(5, "the latest handshake");
        if (seconds > MAX_EPOCH_SECONDS) {
            throw line.refused("the latest handshake (column 6) is too large");
        }
        if (seconds == 0) {
            return Optional.empty();
        }
        boolean same = before.isPresent() && before.get().getEpochSecond() == seconds;
        return same ? before : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private Optional<String> readText(int column, Optional<String> before) {
        boolean same = before.isPresent() && line.is(column, before.get());
        return same ? before : Optional.of(line.text(column, MAX_TEXT_BYTES));
    }

    private List<String> readAllowedIps(List<String> before) {
        if (line.isNone(4)) {
            return List.of();
        }
        if (areAllowedIps(before)) {
            return before;
        }
        int from = line.start(4);
        int to = line.partEnd(4, from);
        if (to == line.end(4)) {
            return List.of(line.textBetween(from, to));
        }
        List<String> allowedIps = new ArrayList<>();
        while (from < line.end(4)) {
            to = line.partEnd(4, from);
            if (to > from) {
                allowedIps.add(line.textBetween(from, to));
            }
            from = to + 1;
        }
        return allowedIps;
    }

    /** Whether the column lists these, one comma between two and nothing else. */
    private boolean areAllowedIps(List<String> texts) {
        int from = line.start(4);
        int to = from - 1;
        for (int i = 0; i < texts.size(); i++) {
            to = line.partEnd(4, from);
            if (!line.isBetween(from, to, texts.get(i))) {
                return false;
            }
            from = to + 1;
        }
        return to == line.end(4);
    }

    private Optional<String> readKeepalive(Optional<String> before) {
        if (line.isNone(8) || line.is(8, "off") || line.is(8, "0")) {
            return Optional.empty();
        }
        return readText(8, before);
    }
}
