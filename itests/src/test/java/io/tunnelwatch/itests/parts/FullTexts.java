package io.tunnelwatch.itests.parts;

import io.tunnelwatch.store.internal.query.NewTexts;
import java.nio.file.Path;

/** Brings the full-text table up to rows that were not written by the store. */
public final class FullTexts {

    /** A few may wait: a search looks at them itself. */
    private static final String WAITING =
            "SELECT COUNT(*) = 256 FROM (SELECT 1 FROM alert WHERE text_id IS NULL LIMIT 256)";

    private FullTexts() {}

    /** Takes in the texts of all alerts; half a minute for a million. */
    public static void takeInAll(Path file) throws Exception {
        try (PlainDatabase database = new PlainDatabase(file)) {
            boolean waiting = true;
            while (waiting) {
                waiting = database.required(entityManager -> {
                    NewTexts.takeIn(entityManager);
                    Object some = entityManager.createNativeQuery(WAITING).getSingleResult();
                    return ((Number) some).intValue() == 1;
                });
            }
        }
    }
}
