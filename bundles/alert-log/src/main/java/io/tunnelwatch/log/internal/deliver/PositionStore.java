package io.tunnelwatch.log.internal.deliver;

import io.tunnelwatch.log.Position;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    private static final Pattern CONTENT = Pattern.compile("([0-9a-f-]{36}) (\\d{1,18})\\s*");

    private final Path directory;

    public PositionStore(Path directory) {
        this.directory = directory;
    }

    /** The position of a consumer; empty when there is none, or its file is damaged, which is said. */
    public Optional<Position> load(String consumerId) {
        return read(file(consumerId));
    }

    /** All positions, by consumer. */
    public Map<String, Position> all() {
        Map<String, Position> positions = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return positions;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(SUFFIX))
                    .forEach(file -> read(file).ifPresent(position -> positions.put(consumerId(file), position)));
        } catch (IOException e) {
            LOG.warn("The positions of the log's consumers in {} can not be read", directory, e);
        }
        return positions;
    }

    /**
     * Replaces a consumer's position.
     *
     * @throws IOException it can not be written; the old one stands
     */
    public void save(String consumerId, Position position) throws IOException {
        Files.createDirectories(directory);
        Path file = file(consumerId);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (java.io.RandomAccessFile output = new java.io.RandomAccessFile(next.toFile(), "rw")) {
            output.setLength(0);
            output.write((position.epoch() + " " + position.sequence() + "\n").getBytes(StandardCharsets.US_ASCII));
            output.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<Position> read(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            Matcher matcher = CONTENT.matcher(content);
            if (matcher.matches()) {
                return Optional.of(new Position(UUID.fromString(matcher.group(1)), Long.parseLong(matcher.group(2))));
            }
            LOG.warn("The position in {} is damaged; its consumer begins anew", file);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("The position in {} can not be read; its consumer begins anew", file, e);
        }
        return Optional.empty();
    }

    private Path file(String consumerId) {
        return directory.resolve(URLEncoder.encode(consumerId, StandardCharsets.UTF_8) + SUFFIX);
    }

    private static String consumerId(Path file) {
        String name = file.getFileName().toString();
        return URLDecoder.decode(name.substring(0, name.length() - SUFFIX.length()), StandardCharsets.UTF_8);
    }
}
