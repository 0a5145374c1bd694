package io.tunnelwatch.store.internal.project;

import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.store.internal.entity.SilenceEntity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The silences that are not over, as the log's fold has them, read when they are first asked for. An event changes a
 * row only if its number is greater than that of the event that changed the row last. Belongs to one transaction.
 */
final class Silences {

    private static final Logger LOG = LoggerFactory.getLogger(Silences.class);

    private final EntityManager entityManager;
    private @Nullable Map<UUID, SilenceEntity> loaded;

    Silences(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Those that nothing has ended; some may be over by the clock, since the latest silencing. */
    List<Silence> running() {
        return rows().values().stream().map(SilenceEntity::silence).toList();
    }

    void begin(Silence silence, long sequence) {
        SilenceEntity row = rows().get(silence.id());
        if (row == null) {
            row = entityManager.find(SilenceEntity.class, silence.id().toString());
        }
        if (row == null) {
            row = new SilenceEntity(silence, sequence);
            entityManager.persist(row);
            rows().put(silence.id(), row);
        }
    }

    void end(UUID id, Instant at, long sequence) {
        SilenceEntity row = rows().get(id);
        if (row != null && sequence > row.lastSequence()) {
            row.end(at, sequence);
            rows().remove(id);
        }
    }

    /** Ends what is over by the clock, at each silencing, as the log does. */
    void endWhatIsOver(Instant at, long sequence) {
        running().stream()
                .filter(silence -> silence.isOver(at))
                .forEach(silence -> end(silence.id(), silence.overAt().orElse(at), sequence));
    }

    /** Sets what the history thinks of silences to what the log says. */
    void take(List<Silence> open, long sequence, Instant now) {
        Map<UUID, SilenceEntity> ended = new LinkedHashMap<>(rows());
        for (Silence silence : open) {
            begin(silence, sequence);
            ended.remove(silence.id());
            entityManager.find(SilenceEntity.class, silence.id().toString()).goOn(sequence);
        }
        ended.forEach(
                (id, row) -> row.end(row.silence().overAt().filter(now::isAfter).orElse(now), sequence));
        loaded = null;
    }

    private Map<UUID, SilenceEntity> rows() {
        Map<UUID, SilenceEntity> rows = loaded;
        if (rows == null) {
            rows = new LinkedHashMap<>();
            for (SilenceEntity row : entityManager
                    .createQuery("select s from SilenceEntity s where s.endedAt is null", SilenceEntity.class)
                    .getResultList()) {
                try {
                    rows.put(row.silence().id(), row);
                } catch (IllegalArgumentException | DateTimeException e) {
                    // of a newer version, or written by hand: the alerts of the batch are none the worse for it
                    LOG.debug("A silence in the history can not be read, and is passed over", e);
                }
            }
            loaded = rows;
        }
        return rows;
    }
}
