package io.tunnelwatch.json;

import io.tunnelwatch.alert.Silence;
import java.time.Instant;
import java.util.List;

/** A list of silences as JSON: the names are part of the contract. */
public record SilencesDocument(List<SilenceView> silences) {

    public SilencesDocument {
        silences = List.copyOf(silences);
    }

    /** The silences as they are at this time. */
    public static SilencesDocument of(List<Silence> silences, Instant now) {
        return new SilencesDocument(
                silences.stream().map(silence -> SilenceView.of(silence, now)).toList());
    }
}
