package io.tunnelwatch.store.internal.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.store.internal.entity.StoredRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the bytes: what lies in pages that are whole is found, nothing is found twice, and it ends. */
class DamagedTableProperties {

    private static final int ROWS = 6000;

    private static Path directory;
    private static Path whole;
    private static final Map<Long, StoredRow> ORIGINAL = new HashMap<>();
    private static final Map<Long, Integer> LEAF_OF_ROW = new HashMap<>();
    private static List<Integer> leaves;

    @BeforeContainer
    static void make() throws Exception {
        directory = Files.createTempDirectory("salvage");
        whole = directory.resolve("whole.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + whole);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, n INTEGER)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
                for (int i = 0; i < ROWS; i++) {
                    insert.setString(1, String.format("%08x", i));
                    insert.setString(2, "body of " + i + " " + "x".repeat(300));
                    insert.setInt(3, i);
                    insert.executeUpdate();
                }
            }
            // as the retention does it, with some that are kept
            statement.executeUpdate("DELETE FROM t WHERE rowid < 900 AND rowid % 37 <> 0");
            connection.commit();
        }
        read(whole).rows.forEach(row -> ORIGINAL.put(row.rowid(), row));
        leaves = Pages.of(whole, "t", Pages.Kind.LEAF);
        mapRowsToLeaves();
    }

    private static void mapRowsToLeaves() throws SQLException {
        List<Long> rowids = ORIGINAL.keySet().stream().sorted().toList();
        int next = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + whole);
                Statement statement = connection.createStatement();
                ResultSet pages = statement.executeQuery(
                        "SELECT pageno, ncell FROM dbstat WHERE name = 't' AND pagetype = 'leaf' ORDER BY path")) {
            while (pages.next()) {
                for (int cell = 0; cell < pages.getInt(2); cell++) {
                    LEAF_OF_ROW.put(rowids.get(next++), pages.getInt(1));
                }
            }
        }
        assertThat(next).isEqualTo(rowids.size());
    }

    @AfterContainer
    static void remove() throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Property(tries = 60)
    void rowsInWholeLeavesAreFoundWhateverIsInTheOthers(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 40) int damages, @ForAll boolean flips)
            throws Exception {
        Path file = copy();
        Set<Integer> damaged = new HashSet<>();
        for (int i = 0; i < damages; i++) {
            int page = leaves.get(random.nextInt(leaves.size()));
            damaged.add(page);
            spoil(file, (page - 1L) * Pages.SIZE, Pages.SIZE, random, flips);
        }

        Read read = read(file);

        assertNothingTwice(read);
        Map<Long, StoredRow> found = new HashMap<>();
        read.rows.forEach(row -> found.put(row.rowid(), row));
        ORIGINAL.forEach((rowid, row) -> {
            if (!damaged.contains(LEAF_OF_ROW.get(rowid))) {
                assertThat(row.equals(found.get(rowid)))
                        .as(() -> "row " + rowid + "; damaged pages " + rowsOf(damaged) + "; holes " + read.holesText())
                        .isTrue();
            }
        });
    }

    @Property(tries = 60)
    void anyBytesAreReadToAnEnd(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int damages, @ForAll boolean flips)
            throws Exception {
        Path file = copy();
        long size = Files.size(file);
        for (int i = 0; i < damages; i++) {
            long at = Pages.SIZE + (long) (random.nextDouble() * (size - 2L * Pages.SIZE));
            spoil(file, at, Pages.SIZE, random, flips);
        }

        assertNothingTwice(read(file));
    }

    @Property(tries = 20)
    void aFileThatIsCutOffIsReadUpToThere(@ForAll @IntRange(min = 2, max = 100) int percent) throws Exception {
        Path file = copy();
        long size = Files.size(file) * percent / 100 / Pages.SIZE * Pages.SIZE;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(size);
        }

        Read read = read(file);

        assertNothingTwice(read);
        assertThat(read.rows.stream()
                        .filter(row -> !row.equals(ORIGINAL.get(row.rowid())))
                        .map(StoredRow::rowid)
                        .toList())
                .isEmpty();
        int pages = (int) (size / Pages.SIZE);
        List<Long> left = ORIGINAL.keySet().stream()
                .filter(rowid -> LEAF_OF_ROW.get(rowid) <= pages)
                .toList();
        assertThat(read.rows).hasSize(left.size());
    }

    private static List<String> rowsOf(Set<Integer> pages) {
        return pages.stream()
                .map(page -> LEAF_OF_ROW.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(page))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList()
                        .toString())
                .toList();
    }

    private static void assertNothingTwice(Read read) {
        assertThat(read.rows.stream().map(StoredRow::rowid).toList()).isSorted().doesNotHaveDuplicates();
    }

    private static void spoil(Path file, long at, int range, Random random, boolean flips) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            int length = flips ? 1 : 1 + random.nextInt(range);
            long from = at + random.nextInt(range - length + 1);
            bytes.seek(from);
            byte[] old = new byte[length];
            bytes.readFully(old);
            for (int i = 0; i < length; i++) {
                old[i] = flips ? (byte) (old[i] ^ 1 << random.nextInt(8)) : (byte) random.nextInt();
            }
            bytes.seek(from);
            bytes.write(old);
        }
    }

    private static Path copy() throws IOException {
        Path file = directory.resolve("damaged.db");
        Files.deleteIfExists(file);
        return Files.copy(whole, file);
    }

    private static Read read(Path file) throws Exception {
        Read read = new Read();
        try (Connection connection = Pages.open(file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA writable_schema = ON");
            new DamagedTable(connection, "t").read(read);
        }
        return read;
    }

    private static final class Read implements TableSink {

        private final List<StoredRow> rows = new ArrayList<>();
        private final List<long[]> holes = new ArrayList<>();

        @Override
        public void rows(List<StoredRow> more) {
            rows.addAll(more);
        }

        private String holesText() {
            return holes.stream().map(Arrays::toString).toList().toString();
        }

        @Override
        public void hole(long after, long before) {
            assertThat(before).isGreaterThan(after + 1);
            holes.add(new long[] {after, before});
        }
    }
}
