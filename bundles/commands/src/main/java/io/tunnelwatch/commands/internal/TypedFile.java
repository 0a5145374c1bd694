package io.tunnelwatch.commands.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The name of a file as people type it. */
public final class TypedFile {

    private static final String HOME = "~/";

    private TypedFile() {}

    /**
     * The absolute path. A relative one is relative to Karaf's working folder, as completion has it; {@code ~/} is the
     * home of the user that runs Karaf.
     *
     * @throws Refusal no file can be called that
     */
    public static Path of(String typed) {
        try {
            Path path = typed.startsWith(HOME)
                    ? Path.of(System.getProperty("user.home"), typed.substring(HOME.length()))
                    : Path.of(typed);
            return path.toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Refusal("'" + typed + "' is no name of a file: " + e.getReason());
        }
    }
}
