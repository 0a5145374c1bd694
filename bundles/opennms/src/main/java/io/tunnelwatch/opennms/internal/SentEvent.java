package io.tunnelwatch.opennms.internal;

import java.net.InetAddress;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennms.integration.api.v1.model.EventParameter;
import org.opennms.integration.api.v1.model.InMemoryEvent;
import org.opennms.integration.api.v1.model.Severity;

/** An event for OpenNMS. It is about no node: a gateway need not be one. */
record SentEvent(String uei, Date time, Severity severity, List<EventParameter> parameters) implements InMemoryEvent {

    private static final String SOURCE = "tunnelwatch";

    static SentEvent of(String uei, Date time, Severity severity, Map<String, String> values) {
        List<EventParameter> parameters = values.entrySet().stream()
                .<EventParameter>map(value -> new Parameter(value.getKey(), value.getValue()))
                .toList();
        return new SentEvent(uei, time, severity, parameters);
    }

    @Override
    public String getUei() {
        return uei;
    }

    @Override
    public String getSource() {
        return SOURCE;
    }

    @Override
    public @Nullable InetAddress getInterface() {
        return null;
    }

    @Override
    public @Nullable String getService() {
        return null;
    }

    @Override
    public Date getTime() {
        return time;
    }

    @Override
    public Severity getSeverity() {
        return severity;
    }

    @Override
    public @Nullable Integer getNodeId() {
        return null;
    }

    @Override
    public List<EventParameter> getParameters() {
        return parameters;
    }

    @Override
    public Optional<String> getParameterValue(String name) {
        return getParametersByName(name).stream().findFirst().map(EventParameter::getValue);
    }

    @Override
    public List<EventParameter> getParametersByName(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.getName().equals(name))
                .toList();
    }

    /** One of its parameters. */
    record Parameter(String name, String value) implements EventParameter {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getValue() {
            return value;
        }
    }
}
