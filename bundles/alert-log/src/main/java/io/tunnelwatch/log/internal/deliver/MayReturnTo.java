package io.tunnelwatch.log.internal.deliver;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest answers of {@link AlertConsumer#mayReturnTo()}. That of a consumer which is away counts until it is back,
 * or until the log is closed. Safe for any number of threads.
 */
final class MayReturnTo {

    private static final Logger LOG = LoggerFactory.getLogger(MayReturnTo.class);

    private final Map<String, Position> latest = new HashMap<>();
    private final Set<String> failing = new HashSet<>();

    /** @param here consumers by id */
    synchronized List<Position> ask(Map<String, AlertConsumer> here) {
        here.forEach((id, consumer) ->
                ask(id, consumer).ifPresentOrElse(position -> latest.put(id, position), () -> latest.remove(id)));
        return List.copyOf(latest.values());
    }

    private Optional<Position> ask(String id, AlertConsumer consumer) {
        try {
            Optional<Position> answer = consumer.mayReturnTo();
            failing.remove(id);
            return answer;
        } catch (RuntimeException | LinkageError e) { // housekeeping goes on
            if (failing.add(id)) {
                LOG.warn("The consumer {} does not say where it may return to; nothing is kept for that", id, e);
            }
            return Optional.empty();
        }
    }
}
