package io.tunnelwatch.commands.internal.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tunnelwatch.history.ImportRequest;
import io.tunnelwatch.history.ImportResult;

/** What {@code alert:import} did, as JSON: the names are part of the contract. */
record ImportDocument(@JsonUnwrapped ImportRequest request, @JsonUnwrapped ImportResult result) {}
