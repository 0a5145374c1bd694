package io.tunnelwatch.store.internal.entity;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.Position;
import java.util.Optional;
import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/**
 * A row of {@code log_position}: up to where the history holds the log. Behind a gap there is a second one, of
 * {@link #OPEN_ALERTS}.
 */
@Entity
@Table(name = "log_position")
public class LogPositionEntity {

    /** The epoch in the row of a history that has read nothing yet. */
    public static final String NOTHING_READ = "";

    /** The row that says of which head of the log the open alerts are that the latest gap told. */
    public static final String OPEN_ALERTS = AlertHistory.CONSUMER_ID + ".open-alerts";

    @Id
    @Column(name = "consumer")
    private String consumer;

    @Column(name = "epoch")
    private String epoch;

    @Column(name = "sequence")
    private long sequence;

    @Column(name = "updated_at")
    private String updatedAt;

    protected LogPositionEntity() {}

    /** The position; empty when nothing was read yet. */
    public Optional<Position> position() {
        return epoch.equals(NOTHING_READ)
                ? Optional.empty()
                : Optional.of(new Position(UUID.fromString(epoch), sequence));
    }
}
