package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snmp4j.smi.OctetString;

/**
 * Keeps a channel's engine ID and how often the engine was started: a receiver refuses traps of an engine that was
 * started less often than it saw already. One line, {@code 80001370058d3f... 17}.
 *
 * <p>Where the count is lost, it goes on from the minutes since 2020, which is more than any engine was started since
 * then. (RFC 3414, 2.2.2 would have it at its end, and every trap refused, until somebody gives the engine a new ID at
 * each receiver.)
 */
final class EngineFile {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{10,64}) (\\d{1,10})");

    private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");

    private final Path file;
    private final OctetString id;
    private final InstantSource clock;

    /**
     * @param configured the engine ID, where the settings have one
     * @throws IOException the file is there and can not be read, or a new ID can not be kept
     */
    EngineFile(Path file, Optional<OctetString> configured, InstantSource clock) throws IOException {
        this.file = file;
        this.clock = clock;
        Optional<Engine> kept = read();
        this.id = configured.or(() -> kept.map(Engine::id)).orElseGet(Engine::randomId);
        if (kept.filter(this::isOurs).isEmpty()) {
            write(new Engine(id, minutes())); // so that what is shown as the ID stays the ID
        }
    }

    /** What a receiver has to know. */
    OctetString id() {
        return id;
    }

    /**
     * The engine for one more start. Returns when the count is on disk.
     *
     * @throws IOException it can not be kept: the next start would have the same count, and nobody would take its traps
     */
    Engine start() throws IOException {
        int boots = read().filter(this::isOurs).map(Engine::boots).orElse(minutes()) + 1;
        Engine started = new Engine(id, boots);
        write(started);
        return started;
    }

    private boolean isOurs(Engine engine) {
        return engine.id().equals(id);
    }

    private int minutes() {
        return (int) Math.max(0, Duration.between(BEGINNING, clock.instant()).toMinutes());
    }

    private Optional<Engine> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher line = LINE.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
        if (!line.matches() || Long.parseLong(line.group(2)) >= Integer.MAX_VALUE) {
            return Optional.empty();
        }
        OctetString kept = new OctetString(HexFormat.of().parseHex(line.group(1)));
        return Optional.of(new Engine(kept, Integer.parseInt(line.group(2))));
    }

    private void write(Engine engine) throws IOException {
        String line = HexFormat.of().formatHex(engine.id().getValue()) + " " + engine.boots() + "\n";
        WholeFile.write(file, line.getBytes(StandardCharsets.US_ASCII));
    }
}
