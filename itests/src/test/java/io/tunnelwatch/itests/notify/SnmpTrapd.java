package io.tunnelwatch.itests.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Net-SNMP's receiver of traps and informs on the loopback. It knows TUNNELWATCH-MIB, so that it says names. */
final class SnmpTrapd implements AutoCloseable {

    /** Who sends traps of v3 is known by the ID of the sender's engine. */
    static final String ENGINE_ID = "80001370050102030405060708";

    static final String INFORMING_USER = "informing";
    static final String TRAPPING_USER = "trapping";

    /** Communities tell the channels apart, as users do. */
    static final String INFORM_COMMUNITY = "by-inform";

    static final String TRAP_COMMUNITY = "by-trap";

    /** Between variables; a text of one printable line can not hold it. */
    private static final String SEPARATOR = "\u001f";

    private final int port = Daemon.freeUdpPort();
    private final Daemon daemon;

    /**
     * Starts it.
     *
     * @param mib the file that is shipped
     */
    SnmpTrapd(Path folder, Path mib, String authenticationPassword, String privacyPassword) {
        Path mibs = Mibs.in(folder, mib);
        Path configuration = folder.resolve("snmptrapd.conf");
        String user = " SHA-256 \"" + authenticationPassword + "\" AES \"" + privacyPassword + "\"";
        try {
            Files.write(
                    configuration,
                    List.of(
                            "authCommunity log " + INFORM_COMMUNITY,
                            "authCommunity log " + TRAP_COMMUNITY,
                            "createUser " + INFORMING_USER + user,
                            "createUser -e 0x" + ENGINE_ID + " " + TRAPPING_USER + user,
                            "authUser log " + INFORMING_USER + " priv",
                            "authUser log " + TRAPPING_USER + " priv",
                            "format2 %P" + SEPARATOR + "%V" + SEPARATOR + "|%v\\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon = Daemon.start(
                folder.resolve("snmptrapd.out"),
                "coreutils",
                "env",
                "SNMP_PERSISTENT_DIR=" + folder.resolve("snmptrapd"),
                Daemon.find("snmptrapd", "snmptrapd").toString(),
                "-f", // in the foreground
                "-Lo",
                "-C", // nothing of the machine's own configuration
                "-c",
                configuration.toString(),
                "-M",
                mibs.toString(),
                "-m",
                Mibs.MODULE,
                "udp:127.0.0.1:" + port);
    }

    SnmpTrapd awaitReady() {
        daemon.awaitReady(() -> daemon.output().contains("NET-SNMP version"));
        return this;
    }

    int port() {
        return port;
    }

    /** All that it was told in the name of this community or user, in order. */
    List<Told> messages(String name) {
        return daemon.output()
                .lines()
                .filter(line -> line.contains(SEPARATOR))
                .map(Told::of)
                .filter(told -> told.from().matches(".*\\b(community|user) " + name + "\\b.*"))
                .toList();
    }

    @Override
    public void close() {
        daemon.close();
    }

    /**
     * One notification.
     *
     * @param from its type, version, and who sent it
     * @param values as they are said, by the names of the MIB
     */
    record Told(String from, Map<String, String> values) {

        private static final String NAME = "OID: " + Mibs.MODULE + "::";

        private static Told of(String line) {
            String[] parts = line.split(SEPARATOR + "\\|?");
            Map<String, String> values = new LinkedHashMap<>();
            Arrays.stream(parts).skip(1).forEach(part -> {
                String[] pair = part.split(" = ", 2);
                values.put(pair[0].replaceFirst("^" + Mibs.MODULE + "::", ""), pair[1]);
            });
            return new Told(parts[0], values);
        }

        /** What kind of notification it is. */
        String name() {
            return values.values().stream()
                    .filter(value -> value.startsWith(NAME))
                    .map(value -> value.substring(NAME.length()))
                    .findFirst()
                    .orElse("(no name in " + values + ")");
        }

        /** Of an object of ours, without its type. */
        String value(String object) {
            return values.getOrDefault(object + ".0", "(no " + object + " in " + values + ")")
                    .replaceFirst("^[A-Z][A-Za-z0-9 -]*: ", "");
        }
    }
}
