package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import org.snmp4j.smi.OID;

/** The notifications of TUNNELWATCH-MIB, by their numbers there. */
enum MibNotification {
    RAISED(1),
    RENOTIFIED(2),
    RESOLVED(3),
    TEST(4);

    private static final int NOTIFICATIONS = 0;

    private final int number;

    MibNotification(int number) {
        this.number = number;
    }

    static MibNotification of(AlertNotice notice, Message.Occasion occasion) {
        if (occasion == Message.Occasion.TEST) {
            return TEST;
        }
        return switch (notice.notice()) {
            case RAISED -> RAISED;
            case RENOTIFIED -> RENOTIFIED;
            case RESOLVED -> RESOLVED;
        };
    }

    int number() {
        return number;
    }

    OID under(OID root) {
        return new OID(root).append(NOTIFICATIONS).append(number);
    }
}
