package io.tunnelwatch.management.internal;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertEvent;
import io.tunnelwatch.alert.AlertEvent.Acknowledged;
import io.tunnelwatch.alert.AlertEvent.Raised;
import io.tunnelwatch.alert.AlertEvent.Recurred;
import io.tunnelwatch.alert.AlertEvent.Resolved;
import io.tunnelwatch.alert.AlertEvent.Unacknowledged;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.log.AbsentConsumers;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.AppendError;
import io.tunnelwatch.management.AlertData;
import io.tunnelwatch.management.ConsumerData;
import io.tunnelwatch.management.LogMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import org.jspecify.annotations.Nullable;

/** The log for JMX. */
final class LogBean extends QueuedBroadcaster implements LogMXBean {

    private static final List<Class<? extends AlertEvent>> NOTIFIED =
            List.of(Raised.class, Recurred.class, Acknowledged.class, Unacknowledged.class, Resolved.class);

    private final Services services;
    private final AtomicLong notifications = new AtomicLong();

    LogBean(Services services) {
        super(new MBeanNotificationInfo(
                NOTIFIED.stream().map(LogBean::type).toArray(String[]::new),
                Notification.class.getName(),
                "Something happened to an alert"));
        this.services = services;
    }

    /** Tells who listens, if this is of interest. Returns at once. */
    void tell(AlertEvent event, Alert alert) {
        if (NOTIFIED.contains(event.getClass())) {
            Notification notification = new Notification(
                    type(event.getClass()),
                    LogMXBean.NAME,
                    notifications.incrementAndGet(),
                    event.at().toEpochMilli(),
                    alert.summary());
            notification.setUserData(AlertFields.of(alert));
            sendNotification(notification);
        }
    }

    private static String type(Class<? extends AlertEvent> event) {
        return ALERT_NOTIFICATION + event.getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getId() {
        return status().id().toString();
    }

    @Override
    public String getDirectory() {
        return status().directory().toString();
    }

    @Override
    public boolean isOpen() {
        return log().isOpen();
    }

    @Override
    public long getBytes() {
        return status().bytes();
    }

    @Override
    public long getMaxBytes() {
        return status().maxBytes();
    }

    @Override
    public int getSegments() {
        return status().segments();
    }

    @Override
    public long getFirstSequence() {
        return status().firstSequence();
    }

    @Override
    public long getLastSequence() {
        return status().lastSequence();
    }

    @Override
    public boolean isReserveInUse() {
        return status().reserveInUse();
    }

    @Override
    public long getMissingEvents() {
        return status().missing().stream()
                .mapToLong(range -> range.lastSequence() - range.firstSequence() + 1)
                .sum();
    }

    @Override
    public @Nullable String getLastAppendError() {
        return status().lastAppendError().map(AppendError::message).orElse(null);
    }

    @Override
    public @Nullable String getLastAppendErrorAt() {
        return Texts.of(status().lastAppendError().map(AppendError::at));
    }

    @Override
    public ConsumerData[] getConsumers() {
        return status().consumers().stream().map(ConsumerView::new).toArray(ConsumerData[]::new);
    }

    @Override
    public int getOpenAlerts() {
        return log().openAlerts().alerts().size();
    }

    @Override
    public Map<String, Integer> getOpenAlertsBySeverity() {
        return Texts.counts(Severity.class, log().openAlerts().alerts(), Alert::severity);
    }

    @Override
    public AlertData[] listOpenAlerts() {
        return log().openAlerts().alerts().stream().map(AlertView::new).toArray(AlertData[]::new);
    }

    @Override
    public void forget(String consumerId) {
        AbsentConsumers.forget(log(), consumerId);
    }

    private AlertLog log() {
        return Calls.present(services.log(), "The alert log");
    }

    private LogStatus status() {
        return log().status();
    }
}
