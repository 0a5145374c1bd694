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

/** The silences that no operator has ended, read when they are first asked for. Belongs to one transaction. */
final class Silences {

    private static final Logger LOG = LoggerFactory.getLogger(Silences.class);

    private final EntityManager entityManager;
    private @Nullable Map<UUID, SilenceEntity> loaded;

    Silences(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Those that run, or ran until the clock ended them. */
    List<Silence> running() {
        return rows().values().stream().map(SilenceEntity::silence).toList();
    }

    void begin(Silence silence) {
        if (!rows().containsKey(silence.id())
                && entityManager.find(SilenceEntity.class, silence.id().toString()) == null) {
            SilenceEntity row = new SilenceEntity(silence);
            entityManager.persist(row);
            rows().put(silence.id(), row);
        }
    }

    void end(UUID id, Instant at) {
        SilenceEntity row = rows().remove(id);
        if (row != null) {
            row.end(at);
        }
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
