package io.tunnelwatch.wg.internal.recording;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that was not there before. It is written with a stream that an interrupt does not close, as it would a
 * {@link java.nio.channels.FileChannel}: the interrupt is the usual end of a recording. For one thread.
 */
final class NewFile implements AutoCloseable {

    private final FileOutputStream file;
    private final Writer text;
    private long bytes;

    /** Writes to a file, whatever is in it. */
    NewFile(FileOutputStream file) {
        this.file = file;
        this.text = new OutputStreamWriter(new BufferedOutputStream(new Counting()), StandardCharsets.UTF_8);
    }

    /**
     * Makes one that only its owner may read, for it says who comes from where.
     *
     * @throws java.nio.file.FileAlreadyExistsException there is one
     */
    static NewFile create(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
        return new NewFile(new FileOutputStream(path.toFile()));
    }

    Writer text() {
        return text;
    }

    /** Returns when all that was written is on disk. */
    void force() throws IOException {
        text.flush();
        file.getFD().sync();
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private final class Counting extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            file.write(octet);
            bytes++;
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            file.write(octets, from, count);
            bytes += count;
        }
    }
}
