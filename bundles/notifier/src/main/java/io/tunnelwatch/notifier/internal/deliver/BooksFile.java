package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.file.WholeFile;
import io.tunnelwatch.json.Json;
import io.tunnelwatch.notifier.channel.ChannelId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a channel's ledger lies. A lost one is made again from the log; it only takes longer. */
final class BooksFile {

    private static final Json JSON = new Json();
    private static final Logger LOG = LoggerFactory.getLogger(BooksFile.class);

    private final Path path;

    BooksFile(Path directory, ChannelId channel) {
        this.path = directory.resolve(channel + ".json");
    }

    /**
     * What it holds; nothing when there is none, or when it is damaged, which is then logged.
     *
     * @throws IOException it can not be read now
     */
    Optional<BooksState> read() throws IOException {
        try {
            return Optional.of(JSON.read(Files.readString(path), BooksState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            LOG.warn("{} is damaged; what the channel has told is made out from the log", path, e);
            return Optional.empty();
        }
    }

    /** @throws IOException the old one is still there */
    synchronized void write(BooksState state) throws IOException {
        WholeFile.write(path, JSON.write(state).getBytes(StandardCharsets.UTF_8));
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{} of a deleted channel can not be deleted; do it by hand", path, e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
