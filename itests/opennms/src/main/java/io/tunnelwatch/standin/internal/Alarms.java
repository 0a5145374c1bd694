package io.tunnelwatch.standin.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opennms.integration.api.v1.alarms.AlarmLifecycleListener;
import org.opennms.integration.api.v1.config.events.AlarmData;
import org.opennms.integration.api.v1.config.events.AlarmType;
import org.opennms.integration.api.v1.config.events.EventConfExtension;
import org.opennms.integration.api.v1.config.events.EventDefinition;
import org.opennms.integration.api.v1.events.EventForwarder;
import org.opennms.integration.api.v1.model.Alarm;
import org.opennms.integration.api.v1.model.InMemoryEvent;
import org.opennms.integration.api.v1.model.Severity;

/**
 * Makes alarms of events as OpenNMS does, by what the extensions say of them: events of one reduction key are one
 * alarm, and one of type RESOLUTION clears the alarm that has its clear key. The alarms stand in a file.
 */
final class Alarms implements EventForwarder {

    private static final Pattern PARAMETER = Pattern.compile("%parm\\[(\\w+)]%");

    private final Map<String, StandInAlarm> alarms = new LinkedHashMap<>();
    private final Path file;
    private final Supplier<List<EventConfExtension>> extensions;
    private final Supplier<List<AlarmLifecycleListener>> listeners;

    Alarms(Path file, Supplier<List<EventConfExtension>> extensions, Supplier<List<AlarmLifecycleListener>> listeners) {
        this.file = file;
        this.extensions = extensions;
        this.listeners = listeners;
    }

    @Override
    public void sendAsync(InMemoryEvent event) {
        sendSync(event);
    }

    @Override
    public synchronized void sendSync(InMemoryEvent event) {
        EventDefinition definition = extensions.get().stream()
                .flatMap(extension -> extension.getEventDefinitions().stream())
                .filter(candidate -> candidate.getUei().equals(event.getUei()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody says what " + event.getUei() + " is"));
        AlarmData data = definition.getAlarmData();
        if (data == null) {
            return;
        }
        String message = filled(definition.getLogMessage().getContent(), event);
        if (data.getType() == AlarmType.RESOLUTION) {
            StandInAlarm cleared = alarms.get(filled(data.getClearKey(), event));
            if (cleared != null) {
                put(cleared.cleared());
            }
            return;
        }
        String key = filled(data.getReductionKey(), event);
        Severity severity = event.getSeverity() == null ? definition.getSeverity() : event.getSeverity();
        StandInAlarm before = alarms.get(key);
        put(
                before == null
                        ? new StandInAlarm(alarms.size() + 1, key, data.getType(), severity, false, 1, message)
                        : before.again(severity, message));
    }

    /** What a user of OpenNMS does. */
    synchronized void acknowledge(String key, boolean acknowledged) {
        put(alarms.get(key).acknowledged(acknowledged));
    }

    /** What OpenNMS does from time to time. */
    synchronized void snapshot() {
        List<Alarm> all = new ArrayList<>(alarms.values());
        tell(listener -> listener.handleAlarmSnapshot(all));
    }

    private void put(StandInAlarm alarm) {
        alarms.put(alarm.key(), alarm);
        try {
            Path next = file.resolveSibling("next");
            Files.write(next, alarms.values().stream().map(StandInAlarm::line).toList());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell(listener -> listener.handleNewOrUpdatedAlarm(alarm));
    }

    private void tell(Consumer<AlarmLifecycleListener> news) {
        listeners.get().forEach(news);
    }

    private static String filled(String text, InMemoryEvent event) {
        return PARAMETER
                .matcher(text)
                .replaceAll(parameter -> Matcher.quoteReplacement(
                        event.getParameterValue(parameter.group(1)).orElse("")));
    }
}
