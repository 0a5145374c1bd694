package io.tunnelwatch.wg.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of peers from the comments in WireGuard's configuration files, {@code *.conf} in one directory. Files are
 * looked at once a second at most, when somebody asks, and read only when their time or size changed. What cannot be
 * read gives no names. Of a key that several files name, the first file's name counts, by file name.
 */
public final class ConfigFileNames implements PeerNames {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigFileNames.class);

    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

    /** Three times what 65,536 peers need. */
    private static final int MAX_FILE_BYTES = 32 << 20;

    private final Path directory;
    private final LongSupplier nanoTime;
    private Map<Path, NamesOfFile> files = Map.of();
    private boolean looked;
    private boolean unreadable;
    private long lookedAtNanos;
    private volatile Map<String, String> names = Map.of();

    private record NamesOfFile(FileTime lastModified, long size, Map<String, String> names) {}

    /** @param directory such as {@code /etc/wireguard}; need not exist */
    public ConfigFileNames(Path directory) {
        this(directory, System::nanoTime);
    }

    ConfigFileNames(Path directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<String> nameOf(String publicKey) {
        lookWhenDue();
        return Optional.ofNullable(names.get(publicKey));
    }

    private synchronized void lookWhenDue() {
        long now = nanoTime.getAsLong();
        if (looked && now - lookedAtNanos < LOOK_AGAIN_NANOS) {
            return;
        }
        looked = true;
        lookedAtNanos = now;
        Map<Path, NamesOfFile> found = lookAtFiles();
        if (!found.equals(files)) {
            files = found;
            Map<String, String> all = new HashMap<>();
            found.values().forEach(file -> file.names().forEach(all::putIfAbsent));
            names = all;
        }
    }

    private Map<Path, NamesOfFile> lookAtFiles() {
        Map<Path, NamesOfFile> found = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.conf")) {
            for (Path file : entries) {
                lookAt(file).ifPresent(names -> found.put(file, names));
            }
            unreadable = false;
        } catch (IOException | DirectoryIteratorException e) {
            if (!unreadable) {
                unreadable = true;
                LOG.info("No names of peers from {}, it cannot be read: {}", directory, e.toString());
            }
        }
        return found;
    }

    /** Absent for what is no file: reading a pipe might never end. */
    private Optional<NamesOfFile> lookAt(Path file) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            LOG.debug("{} went away while it was looked at", file, e);
            return Optional.empty();
        }
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        NamesOfFile known = files.get(file);
        if (known != null
                && known.size() == attributes.size()
                && known.lastModified().equals(attributes.lastModifiedTime())) {
            return Optional.of(known);
        }
        return Optional.of(
                new NamesOfFile(attributes.lastModifiedTime(), attributes.size(), read(file, attributes.size())));
    }

    private static Map<String, String> read(Path file, long size) {
        if (size > MAX_FILE_BYTES) {
            LOG.info("No names of peers from {}: its {} bytes are more than {}", file, size, MAX_FILE_BYTES);
            return Map.of();
        }
        byte[] text = new byte[(int) size];
        try (InputStream in = Files.newInputStream(file)) {
            return ConfigFile.namesIn(text, in.readNBytes(text, 0, text.length));
        } catch (IOException e) {
            LOG.info("No names of peers from {}, it cannot be read: {}", file, e.toString());
            return Map.of();
        } finally {
            // it holds private keys
            Arrays.fill(text, (byte) 0);
        }
    }
}
