package io.tunnelwatch.store.internal.project;

import io.tunnelwatch.history.AlertHistory;
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

    private StoredPosition() {}

    /** Where the history is; empty when it has read nothing. Writes the row, so a success means it can be written. */
    static Optional<Position> readForUpdate(EntityManager entityManager, Instant now) {
        entityManager
                .createQuery("update LogPositionEntity p set p.updatedAt = :now where p.consumer = :consumer")
                .setParameter("now", StoredTime.of(now))
                .setParameter("consumer", AlertHistory.CONSUMER_ID)
                .executeUpdate();
        return read(entityManager);
    }

    /** Where the history is; empty when it has read nothing. */
    static Optional<Position> read(EntityManager entityManager) {
        return entityManager
                .createQuery("select p from LogPositionEntity p where p.consumer = :consumer", LogPositionEntity.class)
                .setParameter("consumer", AlertHistory.CONSUMER_ID)
                .getSingleResult()
                .position();
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
