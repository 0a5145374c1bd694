package io.tunnelwatch.store.internal.project;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.store.internal.entity.LogPositionEntity;
import io.tunnelwatch.store.internal.entity.StoredTime;
import java.time.Instant;
import java.util.Optional;
import javax.persistence.EntityManager;

/** The history's position in the log. It moves in the transaction that writes the rows, by compare-and-set. */
final class StoredPosition {

    /** Not JPQL, which OpenJPA makes a statement of that looks for the row a second time. */
    private static final String MOVE = "UPDATE log_position SET epoch = ?, sequence = ?, updated_at = ?"
            + " WHERE consumer = ? AND epoch = ? AND sequence = ?";

    private static final String OPEN_AS_OF = "INSERT INTO log_position (consumer, epoch, sequence, updated_at)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (consumer) DO UPDATE"
            + " SET epoch = excluded.epoch, sequence = excluded.sequence, updated_at = excluded.updated_at";

    private StoredPosition() {}

    /** Where the history is; empty when it has read nothing. Writes the row, so a success means it can be written. */
    static Optional<ConsumerPosition.After> readForUpdate(EntityManager entityManager, Instant now) {
        int rows = entityManager
                .createQuery("update LogPositionEntity p set p.updatedAt = :now where p.consumer = :consumer")
                .setParameter("now", StoredTime.of(now))
                .setParameter("consumer", AlertHistory.CONSUMER_ID)
                .executeUpdate();
        if (rows != 1) {
            throw new IllegalStateException("log_position has no row " + AlertHistory.CONSUMER_ID
                    + ": somebody deleted it. Call alert:rebuild, which reads the log anew");
        }
        Optional<Position> openAsOf = read(entityManager, LogPositionEntity.OPEN_ALERTS);
        return read(entityManager, AlertHistory.CONSUMER_ID)
                .map(position -> new ConsumerPosition.After(position, openAsOf));
    }

    private static Optional<Position> read(EntityManager entityManager, String consumer) {
        return Optional.ofNullable(entityManager.find(LogPositionEntity.class, consumer))
                .flatMap(LogPositionEntity::position);
    }

    /** Notes of which head of the log the open alerts are that a gap told. */
    static void openAsOf(EntityManager entityManager, Position asOf, Instant now) {
        entityManager
                .createNativeQuery(OPEN_AS_OF)
                .setParameter(1, LogPositionEntity.OPEN_ALERTS)
                .setParameter(2, asOf.epoch().toString())
                .setParameter(3, asOf.sequence())
                .setParameter(4, StoredTime.of(now))
                .executeUpdate();
    }

    /**
     * Moves it.
     *
     * @param from where it was when it was last seen
     * @throws PositionMovedException it is somewhere else: this is not the file that it was
     */
    static void move(EntityManager entityManager, Optional<Position> from, Position to, Instant now) {
        int moved = entityManager
                .createNativeQuery(MOVE)
                .setParameter(1, to.epoch().toString())
                .setParameter(2, to.sequence())
                .setParameter(3, StoredTime.of(now))
                .setParameter(4, AlertHistory.CONSUMER_ID)
                .setParameter(
                        5, from.map(position -> position.epoch().toString()).orElse(LogPositionEntity.NOTHING_READ))
                .setParameter(6, from.map(Position::sequence).orElse(0L))
                .executeUpdate();
        if (moved != 1) {
            throw new PositionMovedException(from);
        }
    }
}
