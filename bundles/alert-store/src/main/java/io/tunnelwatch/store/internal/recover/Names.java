package io.tunnelwatch.store.internal.recover;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives files their names. */
final class Names {

    private Names() {}

    /**
     * Gives a finished file its final name, at once or not at all, and never in the place of another file: a rename
     * would replace what somebody put there meanwhile.
     *
     * @throws FileAlreadyExistsException there is such a file
     */
    static void give(Path part, Path target) throws IOException {
        try {
            Files.createLink(target, part);
            Files.delete(part);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // a file system without links: the best that it offers
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
