package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Writes a notice as a notification of TUNNELWATCH-MIB, with the objects that it has there, in their order. All texts
 * at their longest fit into one datagram that every Ethernet takes in one piece.
 *
 * @param root below which the OIDs are
 * @param summary says a message in one line
 */
record NotificationWriter(OID root, Function<Message, String> summary) {

    private static final int LONGEST_KEY = 80;
    private static final int LONGEST_ID = 36;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_SUMMARY = 200;
    private static final int LONGEST_TAGS = 60;
    private static final int LONGEST_REASON = 120;

    /**
     * The bindings of a notification (RFC 3416, 4.2.6).
     *
     * @param message with one notice
     */
    List<VariableBinding> write(Message message, TimeTicks upTime) {
        AlertNotice notice = message.first();
        MibNotification type = MibNotification.of(notice, message.occasion());
        List<VariableBinding> bindings = new ArrayList<>();
        bindings.add(new VariableBinding(SnmpConstants.sysUpTime, upTime));
        bindings.add(new VariableBinding(SnmpConstants.snmpTrapOID, type.under(root)));
        add(bindings, MibObject.NOTICE_KEY, text(message.idempotencyKey(), LONGEST_KEY));
        if (type == MibNotification.TEST) {
            add(bindings, MibObject.SUMMARY, text(summary.apply(message), LONGEST_SUMMARY));
            return bindings;
        }
        addAlert(bindings, notice.alert(), summary.apply(message));
        if (type == MibNotification.RENOTIFIED) {
            add(bindings, MibObject.NOTICE_NUMBER, new UnsignedInteger32(notice.number()));
        } else if (type == MibNotification.RESOLVED) {
            addEnd(bindings, notice);
        }
        return bindings;
    }

    private void addAlert(List<VariableBinding> bindings, Alert alert, String line) {
        add(bindings, MibObject.ALERT_ID, text(alert.id().toString(), LONGEST_ID));
        add(bindings, MibObject.KIND, MibValues.kind(alert.key().kind()));
        add(bindings, MibObject.SEVERITY, MibValues.severity(alert.severity()));
        add(bindings, MibObject.STATE, MibValues.state(alert.state()));
        add(bindings, MibObject.GATEWAY, name(alert.key().gateway()));
        add(bindings, MibObject.INTERFACE, name(alert.key().interfaceName()));
        add(bindings, MibObject.PEER_KEY, name(alert.key().peerKey()));
        add(bindings, MibObject.PEER_NAME, name(alert.peerName()));
        add(bindings, MibObject.SUMMARY, text(line, LONGEST_SUMMARY));
        add(bindings, MibObject.TAGS, text(String.join(",", alert.tags()), LONGEST_TAGS));
        add(bindings, MibObject.OCCURRENCES, new UnsignedInteger32(alert.occurrences()));
        add(bindings, MibObject.RAISED_AT, MibValues.time(Optional.of(alert.raisedAt())));
        add(bindings, MibObject.LAST_SEEN_AT, MibValues.time(Optional.of(alert.lastSeenAt())));
    }

    private void addEnd(List<VariableBinding> bindings, AlertNotice notice) {
        Alert alert = notice.alert();
        add(bindings, MibObject.ACKNOWLEDGED_BY, name(alert.acknowledgedBy()));
        add(bindings, MibObject.RESOLVED_AT, MibValues.time(alert.resolvedAt()));
        add(bindings, MibObject.RESOLVED_BY, name(alert.resolvedBy()));
        add(bindings, MibObject.REASON, text(notice.reason().orElse(""), LONGEST_REASON));
    }

    private void add(List<VariableBinding> bindings, MibObject object, Variable value) {
        bindings.add(new VariableBinding(object.under(root), value));
    }

    private static Variable name(Optional<String> text) {
        return text(text.orElse(""), LONGEST_NAME);
    }

    private static Variable text(String text, int maxBytes) {
        return MibValues.text(text, maxBytes);
    }
}
