package io.tunnelwatch.commands.internal.live;

import io.tunnelwatch.commands.internal.text.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * What a live table shows at one moment.
 *
 * @param headline what it is about, in few words
 * @param table the rows, those first that matter most: where room is short, the last ones are left out
 * @param further whether there are more rows than the table has
 * @param note what is to be known besides, in the last line
 * @param taken the moment
 */
public record Picture(String headline, Table table, boolean further, Optional<String> note, Instant taken) {

    /** The same, with what keeps it from being renewed. */
    Picture withTrouble(String trouble) {
        return new Picture(headline, table, further, Optional.of(trouble), taken);
    }
}
