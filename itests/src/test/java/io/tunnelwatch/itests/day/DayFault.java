package io.tunnelwatch.itests.day;

import io.tunnelwatch.history.Progress;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What goes wrong during the day. After each of them the history gets well by itself, and lacks nothing. */
record DayFault(String name, Course course) {

    private static final int TWO_MINUTES = 12;
    private static final int FIVE_MINUTES = 30;
    private static final int PAGE = 4096;

    /** Causes it, lets time pass, and takes it away where a person would. */
    @FunctionalInterface
    interface Course {
        void run(Day day) throws Exception;
    }

    /** All of them, the three that an hour has time for first. */
    static List<DayFault> all() {
        return List.of(
                new DayFault("file deleted", day -> {
                    Files.delete(day.history().file());
                    day.poll(TWO_MINUTES);
                }),
                new DayFault("store closed and opened again", day -> {
                    day.closeStore();
                    day.poll(TWO_MINUTES);
                    day.openStore();
                }),
                new DayFault("wg hangs", day -> {
                    day.gateway().troubled("exec sleep 60");
                    day.poll(1);
                    day.gateway().well();
                }),
                new DayFault("database locked by another connection", day -> {
                    try (Connection holder = day.history().lock()) {
                        day.poll(TWO_MINUTES);
                        day.awaitTrouble();
                    }
                }),
                new DayFault("file made read-only", DayFault::readOnly),
                new DayFault("file moved away", day -> {
                    Files.move(day.history().file(), beside(day, "moved-away.db"), StandardCopyOption.REPLACE_EXISTING);
                    day.poll(TWO_MINUTES);
                }),
                new DayFault("overwritten in the middle", DayFault::overwritten),
                new DayFault("replaced by an older copy", day -> {
                    Path older = olderCopy(day);
                    Files.move(older, day.history().file(), StandardCopyOption.ATOMIC_MOVE);
                    day.poll(TWO_MINUTES);
                }),
                new DayFault("older copy over the same inode", day -> {
                    Files.write(day.history().file(), Files.readAllBytes(olderCopy(day)));
                    day.poll(TWO_MINUTES);
                }),
                new DayFault("gateway unreachable for five minutes", day -> {
                    day.gateway().troubled("echo 'no route to host' >&2; exit 1");
                    day.poll(FIVE_MINUTES);
                    day.gateway().well();
                }),
                new DayFault("wg prints garbage", day -> {
                    day.gateway().troubled("head -c 100000 /dev/urandom");
                    day.poll(TWO_MINUTES);
                    day.gateway().well();
                }),
                new DayFault("interface restarted", day -> {
                    day.gateway().troubled("exit 0");
                    day.poll(TWO_MINUTES);
                    day.gateway().forgetHandshakes();
                    day.gateway().well();
                }),
                new DayFault("backup", day -> day.store().maintenance().backup(Optional.empty(), Progress.NONE)));
    }

    private static void readOnly(Day day) throws Exception {
        String file = day.history().file().toString();
        chattr("+i", file);
        try {
            day.poll(TWO_MINUTES);
            day.awaitTrouble();
        } finally {
            chattr("-i", file);
        }
    }

    /**
     * While the store does not write: what is overwritten in the middle of a transaction of its own it takes for its
     * own writing, and does not notice.
     */
    private static void overwritten(Day day) throws Exception {
        day.awaitHistory("what was before the file is overwritten");
        int before = day.store().status().quarantine().size();
        try (RandomAccessFile file = new RandomAccessFile(day.history().file().toFile(), "rw")) {
            file.seek(file.length() / 2 / PAGE * PAGE);
            byte[] garbage = new byte[4 * PAGE];
            Arrays.fill(garbage, (byte) 0xA5);
            file.write(garbage);
        }
        day.poll(TWO_MINUTES);
        day.await(
                "the damaged file is put away",
                () -> day.store().status().quarantine().size() > before);
    }

    private static Path olderCopy(Day day) throws Exception {
        Path copy = beside(day, "older.db");
        day.history().copyTo(copy);
        day.poll(2 * FIVE_MINUTES);
        day.awaitHistory("the copy was made");
        return copy;
    }

    private static Path beside(Day day, String name) {
        return day.history().file().resolveSibling(name);
    }

    private static void chattr(String how, String file) throws Exception {
        if (new ProcessBuilder("chattr", how, file).inheritIO().start().waitFor() != 0) {
            throw new AssertionError("chattr " + how + " " + file + " failed: this test needs root and ext4 (./test)");
        }
    }
}
