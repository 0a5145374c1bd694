package io.tunnelwatch.log.internal.file;

import io.tunnelwatch.alert.OpenAlerts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Optional;

/** Reads the pictures of the open alerts that segments begin with. */
public final class Snapshots {

    private Snapshots() {}

    /** The open alerts before the segment's first event; empty when they can not be read. */
    public static Optional<OpenAlerts> read(Segment segment) {
        try (RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "r")) {
            byte[] beginning = new byte[(int) Math.min(segment.framesFrom(), file.length())];
            file.readFully(beginning);
            return SegmentHeader.readSnapshot(beginning);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
