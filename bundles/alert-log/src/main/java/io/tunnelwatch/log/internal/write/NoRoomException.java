package io.tunnelwatch.log.internal.write;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file system has no room for a segment; nothing was written. */
final class NoRoomException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long bytesNeeded;

    NoRoomException(Path directory, long bytesNeeded, @Nullable Throwable cause) {
        super("No room for " + bytesNeeded + " bytes in " + directory, cause);
        this.bytesNeeded = bytesNeeded;
    }

    /** Whether an error of the system says so (ENOSPC, EDQUOT). */
    static boolean isCauseOf(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded");
    }

    long bytesNeeded() {
        return bytesNeeded;
    }
}
