package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.karaf.KarafProcess;
import io.tunnelwatch.itests.load.GrowingFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * When a Karaf came to what, in milliseconds from its launch. Nothing is asked of it but one connection to its shell.
 */
final class StartMarks {

    /** What does not come within this is given up. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final String GREETING = "SSH-2.0-";
    private static final int TIME_LENGTH = "2026-01-01T00:00:00,000".length();

    private final KarafProcess karaf;
    private final GrowingFile log;
    private final List<String> lines = new ArrayList<>();
    private final Instant launched;
    private final CompletableFuture<Instant> greeted;

    private StartMarks(KarafProcess karaf) {
        this.karaf = karaf;
        this.log = new GrowingFile(karaf.data("log/karaf.log"));
        log.newLines(); // of the start before
        this.launched = Instant.now();
        karaf.launch();
        this.greeted = CompletableFuture.supplyAsync(() -> connect());
    }

    /** Launches it. */
    static StartMarks launch(KarafProcess karaf) {
        return new StartMarks(karaf);
    }

    /** Until it wrote a line with this into its log, by the time in that line. */
    double untilLogged(String text) {
        comes(() -> line(text).isPresent());
        return line(text)
                .map(line -> LocalDateTime.parse(line.substring(0, TIME_LENGTH).replace(',', '.')))
                .map(time -> millis(time.atZone(ZoneId.systemDefault()).toInstant()))
                .orElseThrow(() -> new AssertionError("\"" + text + "\" was not logged within " + LIMIT + ":\n"
                        + karaf.console() + karaf.logTail(60)));
    }

    /** Until its shell greeted who had connected to it. */
    double untilShellGreets() {
        try {
            return millis(greeted.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("No shell within " + LIMIT + ":\n" + karaf.console() + karaf.logTail(60), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the shell", e);
        }
    }

    private Optional<String> line(String text) {
        lines.addAll(log.newLines());
        return lines.stream().filter(line -> line.contains(text)).findFirst();
    }

    private Instant connect() {
        if (!comes(this::greets)) {
            throw new IllegalStateException("Nobody greets on port " + karaf.sshPort());
        }
        return Instant.now();
    }

    private boolean greets() {
        try (Socket socket = new Socket()) {
            int millis = (int) Duration.ofSeconds(10).toMillis();
            socket.setSoTimeout(millis);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), karaf.sshPort()), millis);
            byte[] first = socket.getInputStream().readNBytes(GREETING.length());
            return new String(first, StandardCharsets.US_ASCII).equals(GREETING);
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    /** Whether it comes before the limit, and before the Karaf ends. */
    private boolean comes(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + LIMIT.toNanos();
        AtomicBoolean come = new AtomicBoolean();
        Sampling.every(LOOK_EVERY, () -> {
            come.set(condition.getAsBoolean());
            return !come.get() && karaf.isRunning() && System.nanoTime() < giveUp;
        });
        return come.get();
    }

    private double millis(Instant until) {
        return Duration.between(launched, until).toNanos() / 1e6;
    }
}
