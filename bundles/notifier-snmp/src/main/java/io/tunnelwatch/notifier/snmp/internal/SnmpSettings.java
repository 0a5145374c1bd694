package io.tunnelwatch.notifier.snmp.internal;

import java.time.Duration;
import org.snmp4j.smi.OID;

/**
 * The settings of an SNMP channel, checked.
 *
 * @param confirmed whether informs are sent, else traps
 * @param timeout until an inform is sent again
 * @param retries how often it is sent again
 * @param root below which the OIDs of TUNNELWATCH-MIB are
 */
record SnmpSettings(String host, int port, Login login, boolean confirmed, Duration timeout, int retries, OID root) {

    /** For people: {@code v3 informs to noc.example.org:162 as tunnelwatch (authPriv)}. */
    String target() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return login.version() + (confirmed ? " informs" : " traps") + " to " + address + ":" + port + login.who();
    }

    /** Until when an inform is confirmed, or not at all. */
    Duration patience() {
        return timeout.multipliedBy(retries + 1L);
    }
}
