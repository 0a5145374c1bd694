package io.tunnelwatch.wg.internal.source;

import io.tunnelwatch.wg.internal.dump.Dump;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A scripted gateway whose peers come and go. */
public final class ScenarioSource implements GatewaySource {

    private final Instant start;

    public ScenarioSource(InstantSource clock) {
        this.start = clock.instant();
    }

    @Override
    public String type() {
        return "scenario";
    }

    @Override
    public Reading read() throws SourceException {
        if (start.equals(Instant.MAX)) {
            throw new SourceException("the scenario has ended");
        }
        return new Reading(Dump.EMPTY, Map.of());
    }

    /** The names of the scripted peers. */
    public PeerNames names() {
        return PeerNames.NONE;
    }
}
