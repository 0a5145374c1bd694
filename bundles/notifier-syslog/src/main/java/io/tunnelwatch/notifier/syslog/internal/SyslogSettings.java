package io.tunnelwatch.notifier.syslog.internal;

import java.time.Duration;
import java.util.Locale;

/**
 * The settings of a syslog channel, checked.
 *
 * @param hostname of the messages; "-" when it is not known
 * @param enterpriseNumber of the structured data's name
 * @param timeout until a message is given up for now
 */
record SyslogSettings(
        String host,
        int port,
        Protocol protocol,
        Framing framing,
        Facility facility,
        String appName,
        String hostname,
        int enterpriseNumber,
        Duration timeout) {

    /** For people: {@code tcp logs.example.org:601}. */
    String target() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return protocol.name().toLowerCase(Locale.ROOT) + " " + address + ":" + port;
    }
}
