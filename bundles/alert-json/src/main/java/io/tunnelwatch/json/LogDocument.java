package io.tunnelwatch.json;

import io.tunnelwatch.log.LogStatus;
import io.tunnelwatch.log.LogStatus.AppendError;
import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.LogStatus.MissingRange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The log as JSON: the names are part of the contract. */
public record LogDocument(
        UUID id,
        String directory,
        UUID epoch,
        long bytes,
        long maxBytes,
        int segments,
        long firstSequence,
        long lastSequence,
        boolean reserveInUse,
        Optional<AppendError> lastAppendError,
        List<MissingRange> missing,
        List<ConsumerStatus> consumers) {

    /** Of what the service says. */
    public static LogDocument of(LogStatus status) {
        return new LogDocument(
                status.id(),
                status.directory().toString(),
                status.epoch(),
                status.bytes(),
                status.maxBytes(),
                status.segments(),
                status.firstSequence(),
                status.lastSequence(),
                status.reserveInUse(),
                status.lastAppendError(),
                status.missing(),
                status.consumers());
    }
}
