package io.tunnelwatch.notifier.internal.ledger;

import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.notifier.DeadLetter;
import io.tunnelwatch.notifier.channel.AlertNotice;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A ledger at one moment.
 *
 * @param owed in the order in which they came to be
 * @param silences that were not over
 * @param deadLetters the latest last
 * @param tried the keys of what is owed and was sent, without being confirmed: the other side may have it
 * @param ahead the ids of deliveries that are in it already, and that the log may still bring
 */
public record LedgerPicture(
        List<Tracked> tracked,
        List<AlertNotice> owed,
        List<Silence> silences,
        List<DeadLetter> deadLetters,
        Set<String> tried,
        Set<UUID> ahead) {

    /** Nothing was told, nothing is owed. */
    public static final LedgerPicture NONE =
            new LedgerPicture(List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of());

    public LedgerPicture {
        tracked = List.copyOf(tracked);
        owed = List.copyOf(owed);
        silences = List.copyOf(silences);
        deadLetters = List.copyOf(deadLetters);
        tried = Set.copyOf(tried);
        ahead = Set.copyOf(ahead);
    }
}
