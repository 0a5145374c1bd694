package io.tunnelwatch.notifier.snmp.internal;

import org.snmp4j.smi.OID;

/** The objects of TUNNELWATCH-MIB, by their numbers there. */
enum MibObject {
    NOTICE_KEY(1),
    NOTICE_NUMBER(2),
    ALERT_ID(3),
    KIND(4),
    SEVERITY(5),
    STATE(6),
    GATEWAY(7),
    INTERFACE(8),
    PEER_KEY(9),
    PEER_NAME(10),
    SUMMARY(11),
    TAGS(12),
    OCCURRENCES(13),
    RAISED_AT(14),
    LAST_SEEN_AT(15),
    ACKNOWLEDGED_BY(16),
    RESOLVED_AT(17),
    RESOLVED_BY(18),
    REASON(19);

    private static final int OBJECTS = 1;

    private final int number;

    MibObject(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Its only instance. */
    OID under(OID root) {
        return new OID(root).append(OBJECTS).append(number).append(0);
    }
}
