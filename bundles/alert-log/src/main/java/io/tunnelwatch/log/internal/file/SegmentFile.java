package io.tunnelwatch.log.internal.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A file that has the name of a segment, and the header it begins with.
 *
 * @param located empty when the header is damaged, or not of the epoch in the name
 */
record SegmentFile(Path path, SegmentName name, Optional<SegmentHeader.Located> located) {

    private static final Comparator<SegmentFile> ORDER =
            Comparator.comparingLong(SegmentFile::ordinal).thenComparing(SegmentFile::hasItsName);

    /**
     * The segments of a folder in the order in which they were written, whatever their names are now. A second file of
     * the same segment (people make copies) is left out, and left alone.
     *
     * @param damage gets a sentence for each file that is left out
     */
    static List<SegmentFile> in(Path directory, Consumer<String> damage) throws IOException {
        List<SegmentFile> files = new ArrayList<>();
        for (Path path : named(directory)) {
            if (Files.isRegularFile(path)) {
                files.add(open(path));
            } else {
                damage.accept(path + " has the name of a segment and is no file");
            }
        }
        files.sort(ORDER);
        for (int i = files.size() - 2; i >= 0; i--) {
            if (files.get(i).isSameSegment(files.get(i + 1))) {
                damage.accept(files.remove(i).path() + " is a copy of another segment; remove it");
            }
        }
        return files;
    }

    private static List<Path> named(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> SegmentName.of(file).isPresent()).toList();
        }
    }

    private static SegmentFile open(Path path) throws IOException {
        SegmentName name = SegmentName.of(path).orElseThrow();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return new SegmentFile(path, name, SegmentHeader.read(file).filter(there -> there.header()
                    .epoch()
                    .equals(name.epoch())));
        }
    }

    /** Its place in the order of segments: the header's word counts, for a file is renamed more easily. */
    long ordinal() {
        return located.map(there -> there.header().ordinal()).orElse(name.ordinal());
    }

    private boolean hasItsName() {
        return ordinal() == name.ordinal();
    }

    private boolean isSameSegment(SegmentFile other) {
        return ordinal() == other.ordinal() && name.epoch().equals(other.name.epoch());
    }
}
