package io.tunnelwatch.firststart.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells the password once: on the standard output, and where nobody sits in front of it, in a file of the owner as
 * well.
 */
final class Announcement {

    private final PrintStream out;
    private final Optional<Path> file;

    /** @param file where the password goes too; empty when a person reads {@code out} */
    Announcement(PrintStream out, Optional<Path> file) {
        this.out = out;
        this.file = file;
    }

    void tell(String user, String password) throws IOException {
        String where = "";
        if (file.isPresent()) {
            Files.createDirectories(file.get().toAbsolutePath().getParent());
            OwnerFiles.write(file.get(), password + "\n");
            where = "It is also in " + file.get() + ": note it and delete that file.\n";
        }
        out.print("\nTunnelwatch starts for the first time and has made a user for you:\n\n    user      " + user
                + "\n    password  " + password + "\n\nIt is shown only now. " + where
                + "bin/client on this machine works without it; jaas:* commands change it.\n\n");
        out.flush();
    }
}
