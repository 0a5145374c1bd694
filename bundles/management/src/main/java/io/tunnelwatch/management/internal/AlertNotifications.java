package io.tunnelwatch.management.internal;

import io.tunnelwatch.alert.OpenAlerts;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Gap;
import io.tunnelwatch.log.KnownAlerts;
import io.tunnelwatch.log.LogEntry;
import io.tunnelwatch.log.Position;
import java.util.List;
import java.util.Optional;

/** Reads the log for the notifications of its MBean, from now on. Takes what comes at once. */
final class AlertNotifications implements AlertConsumer {

    /** Its {@link #id()}. */
    static final String CONSUMER_ID = "jmx";

    private final KnownAlerts alerts;
    private final LogBean bean;
    private Optional<Position> taken = Optional.empty();

    AlertNotifications(Services services, LogBean bean) {
        this.alerts = new KnownAlerts(services::log, CONSUMER_ID);
        this.bean = bean;
    }

    @Override
    public String id() {
        return CONSUMER_ID;
    }

    @Override
    public ConsumerPosition position() {
        return taken.<ConsumerPosition>map(ConsumerPosition.After::new).orElseGet(ConsumerPosition.Newest::new);
    }

    @Override
    public void begin(Position head) {
        taken = Optional.of(head);
    }

    @Override
    public void accept(List<LogEntry> batch) {
        for (LogEntry entry : batch) {
            entry.event().ifPresent(event -> alerts.after(event).ifPresent(alert -> bean.tell(event, alert)));
            taken = Optional.of(entry.position());
        }
    }

    @Override
    public void gap(Gap gap, OpenAlerts openAlerts, Position asOf) {
        alerts.restart(openAlerts);
        taken = Optional.of(gap.resumesAfter());
    }
}
