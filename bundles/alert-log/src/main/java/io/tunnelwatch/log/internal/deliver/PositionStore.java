package io.tunnelwatch.log.internal.deliver;

import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.file.Disk;
import io.tunnelwatch.log.internal.file.SegmentHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The positions of consumers, a small file each: those that the log keeps, and the latest known ones of consumers that
 * keep their own, so that retention knows them before they come back. Safe for any number of threads, as long as each
 * consumer has one.
 */
public final class PositionStore {

    private static final Logger LOG = LoggerFactory.getLogger(PositionStore.class);
    private static final String SUFFIX = ".position";
    private static final Pattern CONTENT =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\\d{1,18})\\s*");

    /** A position that no log knows: its consumer gets all events, for too many are better than too few. */
    static final Position UNKNOWN = new Position(SegmentHeader.NO_EPOCH, Long.MAX_VALUE);

    private final Path directory;
    private final Disk disk;

    public PositionStore(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /**
     * The position of a consumer; empty when there is none. Where its file is damaged it is {@link #UNKNOWN}.
     *
     * @throws IOException it can not be read now
     */
    public Optional<Position> load(String consumerId) throws IOException {
        Path file = file(consumerId);
        Optional<Position> position = read(file);
        if (position.filter(UNKNOWN::equals).isPresent()) {
            LOG.warn("The position in {} is damaged; its consumer gets all events again", file);
        }
        return position;
    }

    /** The position of a consumer; empty when there is none, or it can not be read. */
    public Optional<Position> find(String consumerId) {
        return find(file(consumerId));
    }

    /** All positions, by consumer. */
    public Map<String, Position> all() {
        Map<String, Position> positions = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return positions;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(SUFFIX))
                    .forEach(file -> find(file).ifPresent(position -> positions.put(consumerId(file), position)));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The positions of the log's consumers in {} can not be read", directory, e);
        }
        return positions;
    }

    /**
     * Replaces a consumer's position.
     *
     * @throws IOException it can not be written; the old one stands
     */
    public synchronized void save(String consumerId, Position position) throws IOException {
        disk.createDirectories(directory);
        Path file = file(consumerId);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (java.io.RandomAccessFile output = new java.io.RandomAccessFile(next.toFile(), "rw")) {
            output.setLength(0);
            output.write((position.epoch() + " " + position.sequence() + "\n").getBytes(StandardCharsets.US_ASCII));
            output.getFD().sync();
        }
        boolean first = Files.notExists(file);
        disk.rename(next, file);
        if (first) { // without any position a consumer may begin at the end; an older one only means events again
            disk.forceDirectory(directory);
        }
    }

    /** Forgets a consumer's position. */
    void remove(String consumerId) throws IOException {
        Files.deleteIfExists(file(consumerId));
    }

    /** Another set of positions, of the same consumers. */
    PositionStore under(String name) {
        return new PositionStore(directory.resolve(name), disk);
    }

    private static Optional<Position> find(Path file) {
        try {
            return read(file).filter(position -> !position.equals(UNKNOWN));
        } catch (IOException e) {
            LOG.debug("The position in {} can not be read", file, e); // its consumer, when it is here, says so
            return Optional.empty();
        }
    }

    private static Optional<Position> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        Matcher matcher = CONTENT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        return Optional.of(
                matcher.matches()
                        ? new Position(UUID.fromString(matcher.group(1)), Long.parseLong(matcher.group(2)))
                        : UNKNOWN);
    }

    private Path file(String consumerId) {
        return directory.resolve(URLEncoder.encode(consumerId, StandardCharsets.UTF_8) + SUFFIX);
    }

    private static String consumerId(Path file) {
        String name = file.getFileName().toString();
        String encoded = name.substring(0, name.length() - SUFFIX.length());
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded; // not a file of ours: shown as it is named
        }
    }
}
