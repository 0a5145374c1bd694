package io.tunnelwatch.events.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/**
 * Which events a handler asked for by its service properties, as OSGi's Event Admin Service Specification has it: exact
 * topics, {@code a/b/*} for all below, {@code *} for all, and perhaps a filter on the properties.
 *
 * @param topics none is nothing
 */
record Subscription(List<String> topics, Optional<Filter> filter) {

    private static final String ALL = "*";

    Subscription {
        topics = List.copyOf(topics);
    }

    /**
     * What these service properties ask for.
     *
     * @throws InvalidSyntaxException the filter is none
     */
    static Subscription of(Map<String, ?> properties) throws InvalidSyntaxException {
        Object filter = properties.get(EventConstants.EVENT_FILTER);
        return new Subscription(
                texts(properties.get(EventConstants.EVENT_TOPIC)),
                filter == null ? Optional.empty() : Optional.of(FrameworkUtil.createFilter(filter.toString())));
    }

    /** Whether some event whose topic begins so may be wanted. */
    boolean mayWantTopicsUnder(String prefix) {
        return topics.stream().anyMatch(topic -> topic.startsWith(prefix) || matches(topic, prefix));
    }

    /** Whether this event is wanted. */
    boolean wants(Event event) {
        return topics.stream().anyMatch(topic -> matches(topic, event.getTopic()))
                && filter.map(event::matches).orElse(true);
    }

    private static boolean matches(String wanted, String topic) {
        return wanted.equals(ALL)
                || wanted.equals(topic)
                || wanted.endsWith("/*") && topic.startsWith(wanted.substring(0, wanted.length() - 1));
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value instanceof String[] several) {
            return Arrays.asList(several);
        }
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of();
    }
}
