package io.tunnelwatch.json;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What an event of any type says of itself, as far as it can be read. */
public record EventEnvelope(Optional<UUID> id, Optional<UUID> alertId, Optional<String> type, Optional<Instant> at) {}
