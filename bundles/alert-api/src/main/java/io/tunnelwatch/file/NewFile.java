package io.tunnelwatch.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is written little by little, and has its name only when it is whole: until then it lies beside that under
 * a name that ends in {@code .part}. Whoever closes it before leaves nothing. For one thread; its interrupt makes
 * writing fail.
 */
public final class NewFile implements AutoCloseable {

    private static final int NAME_LENGTH = 8;

    private final Path target;
    private final Path part;
    private final boolean replace;
    private final FileChannel channel;

    private NewFile(Path target, boolean replace) throws IOException {
        this.target = target;
        this.replace = replace;
        this.part = target.resolveSibling(
                target.getFileName() + "." + UUID.randomUUID().toString().substring(0, NAME_LENGTH) + ".part");
        this.channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Begins a file in a folder that is there.
     *
     * @param replace whether one of that name may be replaced; the one that a symbolic link points to, if it is one
     * @throws FileAlreadyExistsException there is a file of that name, and it may not be replaced; or something else
     *     than a file, such as a folder or a device
     * @throws NoSuchFileException there is no such folder
     * @throws IOException it can not be written there
     */
    public static NewFile begin(Path file, boolean replace) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (Files.exists(absolute) && (!replace || !Files.isRegularFile(absolute))) {
            throw new FileAlreadyExistsException(absolute.toString());
        }
        Path target = Files.exists(absolute) ? absolute.toRealPath() : absolute;
        Path folder = target.getParent();
        if (folder == null || !Files.exists(folder)) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return new NewFile(target, replace);
    }

    /** Where to write; not buffered. */
    public OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    /**
     * Gives the file its name. Returns when all is on disk.
     *
     * @return its size in bytes
     * @throws FileAlreadyExistsException somebody made a file of that name meanwhile, and it may not be replaced
     * @throws IOException the name is as it was
     */
    public long finish() throws IOException {
        channel.force(true);
        long bytes = channel.size();
        channel.close();
        if (replace) {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            give(part, target);
        }
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true); // or the name could be gone after a loss of power
        }
        return bytes;
    }

    /**
     * Gives a finished file its final name, at once or not at all, and never in the place of another file: a rename
     * would replace what somebody put there meanwhile.
     *
     * @throws FileAlreadyExistsException there is such a file
     */
    public static void give(Path part, Path target) throws IOException {
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

    /** Takes away what has no name yet. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(part);
    }
}
