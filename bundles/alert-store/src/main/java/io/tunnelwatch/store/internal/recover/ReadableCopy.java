package io.tunnelwatch.store.internal.recover;

import io.tunnelwatch.datasource.SqliteFile;
import io.tunnelwatch.datasource.SqliteFile.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A damaged file as SQLite can read it. Of one whose header is damaged SQLite reads nothing at all, though all rows are
 * there: then it is a copy with a new header, and the page size of the history in use (<a
 * href="https://www.sqlite.org/fileformat.html#the_database_header">the database header</a>).
 */
final class ReadableCopy implements AutoCloseable {

    private static final int HEADER_BYTES = 100;
    private static final int CHANGES = 24;
    private static final int PAGES = 28;
    private static final int SCHEMA_COOKIE = 40;
    private static final int SCHEMA_FORMAT = 44;
    private static final int ENCODING = 56;
    private static final int PAGES_VALID_FOR = 92;
    private static final int UTF_8 = 1;
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
            mend(copy.file, pageSize(sqlite));
            return copy;
        } catch (IOException | SQLException e) {
            copy.close();
            throw e;
        }
    }

    /** What to read. */
    Path file() {
        return file;
    }

    private static void mend(Path file, int pageSize) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                .put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) (pageSize == LARGEST_PAGE ? 1 : pageSize))
                .put(new byte[] {1, 1, 0, 64, 32, 32}) // a rollback journal, no reserved bytes, the fixed fractions
                .putInt(CHANGES, 1)
                .putInt(PAGES, (int) (Files.size(file) / pageSize))
                .putInt(SCHEMA_COOKIE, 1)
                .putInt(SCHEMA_FORMAT, 4)
                .putInt(ENCODING, UTF_8)
                .putInt(PAGES_VALID_FOR, 1)
                .rewind();
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (header.hasRemaining()) {
                to.write(header, header.position());
            }
        }
    }

    /** By SQLite: whoever else opens a database that is in use takes the process' locks on it away by closing it. */
    private static int pageSize(SqliteFile sqlite) throws SQLException {
        try (Connection history = sqlite.openUnchanging(sqlite.path());
                Statement statement = history.createStatement();
                ResultSet size = statement.executeQuery("PRAGMA page_size")) {
            size.next();
            return size.getInt(1);
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
