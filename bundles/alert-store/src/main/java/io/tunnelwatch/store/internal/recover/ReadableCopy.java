package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.datasource.SqliteFile.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/**
 * A damaged file as SQLite can read it. Of one whose header is damaged SQLite reads nothing at all, though all rows are
 * there: then it is a copy with a header like that of the history in use, whose tables, and so whose settings, are the
 * same (<a href="https://www.sqlite.org/fileformat.html#the_database_header">the database header</a>).
 */
final class ReadableCopy implements AutoCloseable {

    private static final int HEADER_BYTES = 100;
    private static final int PAGE_SIZE = 16;
    private static final int CHANGE_COUNTER = 24;
    private static final int PAGES = 28;
    private static final int FIRST_FREE_PAGE = 32;
    private static final int FREE_PAGES = 36;
    private static final int PAGES_VALID_FOR = 92;
    private static final int LARGEST_PAGE = 65536;
    private static final String FOLDER = "mending";

    private final Path file;
    private final boolean copied;

    private ReadableCopy(Path file, boolean copied) {
        this.file = file;
        this.copied = copied;
    }

    /** Of a file in the quarantine; it is left as it is. */
    static ReadableCopy of(SqliteFile sqlite, Path damaged) throws IOException, SQLException {
        if (sqlite.contents(damaged).kind() != Kind.NOT_A_DATABASE || Files.size(damaged) < HEADER_BYTES) {
            return new ReadableCopy(damaged, false);
        }
        Path folder = Files.createDirectories(damaged.resolveSibling(FOLDER));
        ReadableCopy copy = new ReadableCopy(folder.resolve(damaged.getFileName()), true);
        try {
            Files.copy(damaged, copy.file, StandardCopyOption.REPLACE_EXISTING);
            mend(copy.file, sqlite.path());
            return copy;
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    /** What to read. */
    Path file() {
        return file;
    }

    private static void mend(Path file, Path sound) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        try (FileChannel from = FileChannel.open(sound, StandardOpenOption.READ)) {
            while (header.hasRemaining() && from.read(header) >= 0) {
                continue;
            }
        }
        int pageSize = header.getShort(PAGE_SIZE) == 1 ? LARGEST_PAGE : header.getShort(PAGE_SIZE) & 0xffff;
        header.putInt(PAGES, (int) (Files.size(file) / pageSize));
        header.putInt(PAGES_VALID_FOR, header.getInt(CHANGE_COUNTER));
        header.putInt(FIRST_FREE_PAGE, 0);
        header.putInt(FREE_PAGES, 0);
        header.rewind();
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (header.hasRemaining()) {
                to.write(header, header.position());
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (copied) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        }
    }
}
