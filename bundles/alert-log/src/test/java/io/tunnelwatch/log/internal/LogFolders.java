package io.tunnelwatch.log.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What tests do to a log's folder behind its back. */
final class LogFolders {

    private LogFolders() {}

    /** The files of segments, in the order of their names. */
    static List<Path> segmentsIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Leaves the first bytes of a file. */
    static void cut(Path file, long bytes) throws IOException {
        try (java.io.RandomAccessFile cut = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(bytes);
        }
    }
}
