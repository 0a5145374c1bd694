package io.tunnelwatch.log.internal.deliver;

import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.PositionUnavailableException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest answers of {@link AlertConsumer#mayReturnTo()}, kept in files: that of a consumer which is not here, or
 * does not know, counts until it says otherwise. Safe for any number of threads.
 */
final class MayReturnTo {

    private static final Logger LOG = LoggerFactory.getLogger(MayReturnTo.class);

    private final PositionStore kept;
    private final Map<String, Position> latest = new HashMap<>();
    private final Set<String> failing = new HashSet<>();

    MayReturnTo(PositionStore kept) {
        this.kept = kept;
        latest.putAll(kept.all());
    }

    /** @param here consumers by id */
    synchronized List<Position> ask(Map<String, AlertConsumer> here) {
        here.forEach(this::ask);
        return List.copyOf(latest.values());
    }

    /** Nobody comes back there. */
    synchronized void forget(String id) throws IOException {
        latest.remove(id);
        kept.remove(id);
    }

    private void ask(String id, AlertConsumer consumer) {
        try {
            Optional<Position> answer = consumer.mayReturnTo();
            failing.remove(id);
            if (!answer.equals(Optional.ofNullable(latest.get(id)))) {
                answer.ifPresentOrElse(position -> latest.put(id, position), () -> latest.remove(id));
                keep(id, answer);
            }
        } catch (PositionUnavailableException e) {
            LOG.debug("The consumer {} does not know where it may return to", id, e);
        } catch (RuntimeException | LinkageError e) { // housekeeping goes on
            if (failing.add(id)) {
                LOG.warn("The consumer {} does not say where it may return to; its latest answer counts", id, e);
            }
        }
    }

    private void keep(String id, Optional<Position> answer) {
        try {
            if (answer.isPresent()) {
                kept.save(id, answer.get());
            } else {
                kept.remove(id);
            }
        } catch (IOException e) {
            LOG.warn("Where the consumer {} may return to can not be written down; a restart may not know it", id, e);
        }
    }
}
