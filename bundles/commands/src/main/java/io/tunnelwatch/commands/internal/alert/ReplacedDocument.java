package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.json.QuarantineDocument;
import java.util.Optional;

/**
 * What {@code alert:restore} and {@code alert:rebuild} did, as JSON: the names are part of the contract.
 *
 * @param replaced the former database; absent when there was none
 */
record ReplacedDocument(Optional<QuarantineDocument> replaced) {

    static ReplacedDocument of(Optional<Quarantined> replaced) {
        return new ReplacedDocument(replaced.map(QuarantineDocument::of));
    }
}
