package io.tunnelwatch.commands.internal.text;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The beginnings of ids that tell the alerts of one list apart. Time-ordered ids share their first characters, so at
 * least the whole time of making is shown: ids made in one millisecond need more.
 */
public final class ShortIds {

    /** Ends of the groups of {@link UUID#toString()}, from the end of the 48 bits of milliseconds on. */
    private static final int[] LENGTHS = {13, 18, 23, 36};

    private final int length;

    public ShortIds(Collection<UUID> ids) {
        int enough = LENGTHS[0];
        for (int candidate : LENGTHS) {
            enough = candidate;
            Set<String> seen = new HashSet<>();
            if (ids.stream().distinct().allMatch(id -> seen.add(id.toString().substring(0, candidate)))) {
                break;
            }
        }
        this.length = enough;
    }

    /** The beginning of an id of the list. */
    public String of(UUID id) {
        return id.toString().substring(0, length);
    }
}
