package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.history.Quarantined.Outcome;
import io.tunnelwatch.store.internal.database.Transactions;
import io.tunnelwatch.store.internal.entity.HistoryGapEntity;
import java.time.InstantSource;
import java.util.Optional;
import javax.persistence.EntityManager;

/**
 * The row of {@code history_gap} that tells of one damaged file. It counts in the transactions that bring alerts in, so
 * that who begins again after a kill knows what was brought before.
 */
final class Report {

    private final String file;
    private final InstantSource clock;

    Report(String file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** So many alerts are brought in by this transaction. */
    void brought(EntityManager entityManager, long alerts) {
        if (alerts > 0) {
            row(entityManager).salvaged(alerts);
        }
    }

    /** Says what is lost, or takes the row away when nothing is. */
    Outcome end(Transactions history, Loss loss) {
        return history.required(entityManager -> {
            HistoryGapEntity row = row(entityManager);
            if (loss.alerts() > 0 || loss.events() > 0) {
                row.lost(loss.alerts(), loss.events(), loss.from(), loss.to());
            } else {
                entityManager.remove(row);
            }
            return new Outcome(row.salvagedAlerts(), loss.alerts(), loss.events(), loss.from(), loss.to(), loss.note());
        });
    }

    private HistoryGapEntity row(EntityManager entityManager) {
        return Optional.ofNullable(entityManager.find(HistoryGapEntity.class, HistoryGapEntity.idOf(file)))
                .orElseGet(() -> {
                    HistoryGapEntity made = new HistoryGapEntity(file, clock.instant());
                    entityManager.persist(made);
                    return made;
                });
    }
}
