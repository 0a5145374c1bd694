package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Tells this installation from others. A client that comes back under the same name takes the place of what the broker
 * still holds of it; two under one name would take each other's place for ever.
 */
final class Installation {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");
    private static final String OF_THIS_RUN = UUID.randomUUID().toString().substring(0, 8);

    private Installation() {}

    /**
     * Eight characters that stay the same, as long as the file does. Where it cannot be kept, they hold until the end
     * of the JVM.
     */
    static synchronized String id(Path file) {
        try {
            if (Files.exists(file)) {
                String id = Files.readString(file).strip();
                if (ID.matcher(id).matches()) {
                    return id;
                }
            }
            WholeFile.write(file, OF_THIS_RUN.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return OF_THIS_RUN; // until the disk is well again
        }
        return OF_THIS_RUN;
    }
}
