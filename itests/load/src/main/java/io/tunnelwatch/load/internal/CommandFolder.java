package io.tunnelwatch.load.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands are files, one line each, in the order of their names; a file that is gone was carried out. */
final class CommandFolder implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandFolder.class);
    private static final String SUFFIX = ".command";

    private final Path folder;
    private final Consumer<List<String>> carryOut;

    /** @param carryOut gets the words of a command */
    CommandFolder(Path folder, Consumer<List<String>> carryOut) {
        this.folder = folder;
        this.carryOut = carryOut;
    }

    @Override
    public void run() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList()) {
                List<String> words = List.of(Files.readString(file).strip().split(" +"));
                LOG.info("Load: {}", words);
                carryOut.accept(words);
                Files.delete(file);
            }
        } catch (IOException | RuntimeException | LinkageError e) { // or it would never look again
            LOG.warn("A command of the load failed", e);
        }
    }
}
