package io.tunnelwatch.store.internal.salvage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pages of a real database file, to be damaged. */
public final class Pages {

    public static final int SIZE = 4096;

    private Pages() {}

    /** The numbers of the pages of a table or an index, in its order. */
    public static List<Integer> of(Path file, String name, Kind kind) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement query = connection.prepareStatement(
                        "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? AND path <> '/' OR ? AND name = ?"
                                + " AND path = '/' ORDER BY path")) {
            query.setString(1, name);
            query.setString(2, kind == Kind.LEAF ? "leaf" : "internal");
            query.setBoolean(3, kind == Kind.ROOT);
            query.setString(4, name);
            List<Integer> pages = new ArrayList<>();
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    pages.add(found.getInt(1));
                }
            }
            return kind == Kind.ROOT ? pages.subList(0, 1) : pages;
        }
    }

    /** Overwrites a page. */
    public static void destroy(Path file, int page) throws IOException {
        byte[] rubbish = new byte[SIZE];
        Arrays.fill(rubbish, (byte) 0xA5);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek((page - 1L) * SIZE);
            bytes.write(rubbish);
        }
    }

    /** Opens the file as the salvage gets it. */
    public static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro&immutable=1");
    }

    /** Where a page stands in the tree. */
    public enum Kind {
        ROOT,
        /** Between the root and the leaves. */
        INNER,
        LEAF
    }
}
