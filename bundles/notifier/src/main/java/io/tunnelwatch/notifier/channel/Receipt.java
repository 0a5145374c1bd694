package io.tunnelwatch.notifier.channel;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the other side confirmed.
 *
 * @param recipient who has it, for people; absent where there is only one who could
 * @param refused recipients who will never get it, with what the other side said
 */
public record Receipt(Optional<String> recipient, Map<String, String> refused) {

    /** The other side has it. */
    public static final Receipt CONFIRMED = new Receipt(Optional.empty(), Map.of());

    public Receipt {
        refused = Map.copyOf(new TreeMap<>(refused));
    }

    /** These have it. */
    public static Receipt of(String recipient) {
        return new Receipt(Optional.of(recipient), Map.of());
    }
}
