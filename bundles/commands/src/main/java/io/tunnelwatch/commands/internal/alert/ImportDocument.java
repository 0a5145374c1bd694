package io.tunnelwatch.commands.internal.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;
import java.util.Optional;

/** What {@code alert:import} did, as JSON: the names are part of the contract. */
record ImportDocument(
        String file, Optional<String> gateway, String zone, boolean dryRun, @JsonUnwrapped ImportResult result) {

    static ImportDocument of(ImportRequest request, ImportResult result) {
        return new ImportDocument(
                request.file().toString(), request.gateway(), request.zone().getId(), request.dryRun(), result);
    }
}
