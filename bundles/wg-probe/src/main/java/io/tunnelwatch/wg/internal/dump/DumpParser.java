package io.tunnelwatch.wg.internal.dump;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final List<DumpPeer> peers = new ArrayList<>();
    private final Map<PeerId, Integer> peerIndexes = new HashMap<>();
    private String latestName = "";

    private record PeerId(String interfaceName, String publicKey) {}

    private DumpParser(byte[] text) {
        this.line = new DumpLine(text);
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
        DumpParser parser = new DumpParser(text);
        int lineNumber = 0;
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && text[end] != '\n') {
                end++;
            }
            lineNumber++;
            parser.line.set(lineNumber, start, end);
            parser.readLine();
            start = end + 1;
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
        String publicKey = line.publicKey(1);
        line.refuseKey(3);
        line.refuseKey(4);
        line.refuseKey(8);
        long handshake = line.number(5, "the latest handshake");
        if (handshake > MAX_EPOCH_SECONDS) {
            throw line.refused("the latest handshake (column 6) is too large");
        }
        DumpPeer peer = new DumpPeer(
                name,
                publicKey,
                line.isNone(3) ? Optional.empty() : Optional.of(line.text(3, MAX_TEXT_BYTES)),
                readAllowedIps(),
                handshake == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(handshake)),
                line.number(6, "the number of bytes received"),
                line.number(7, "the number of bytes sent"),
                readKeepalive());
        interfaces.putIfAbsent(name, new DumpInterface(name, 0));
        Integer index = peerIndexes.putIfAbsent(new PeerId(name, publicKey), peers.size());
        if (index == null) {
            peers.add(peer);
        } else {
            peers.set(index, peer);
        }
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

    private List<String> readAllowedIps() {
        if (line.isNone(4)) {
            return List.of();
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

    private Optional<String> readKeepalive() {
        if (line.isNone(8) || line.is(8, "off") || line.is(8, "0")) {
            return Optional.empty();
        }
        return Optional.of(line.text(8, MAX_TEXT_BYTES));
    }
}
