package io.tunnelwatch.store.internal.project;

import io.tunnelwatch.log.Position;
import java.util.Optional;

/** The position in the database is not the one that was written last: the file was exchanged underneath. */
final class PositionMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PositionMovedException(Optional<Position> expected) {
        super("The database is not at position "
                + expected.map(Position::toString).orElse("0")
                + ", where it was left: its file was exchanged. What it lacks is read again from the log");
    }
}
