package io.tunnelwatch.itests.notify;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A program of the machine that a test runs for itself, in a folder of the test. What it prints goes into a file there;
 * nothing of it runs after {@link #close}.
 */
public final class Daemon implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Path output;
    private final Process process;

    private Daemon(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param output where what it prints goes
     * @param debianPackage what to install when there is no such program
     */
    public static Daemon start(Path output, String debianPackage, String program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(find(program, debianPackage).toString()));
        command.addAll(List.of(arguments));
        try {
            return new Daemon(
                    program,
                    output,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(command + " can not be started", e);
        }
    }

    /** Waits until it can be used. */
    public void awaitReady(Callable<Boolean> ready) {
        try {
            await().atMost(START_LIMIT).until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError(name + " ended:\n" + output());
                }
                return ready.call();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(name + " is not ready after " + START_LIMIT + ":\n" + output(), e);
        }
    }

    /** Waits until somebody listens on this port of the loopback. */
    public void awaitPort(int port) {
        awaitReady(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** All that it printed. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of the loopback, free for TCP at the time of asking. */
    public static int freeTcpPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for UDP. */
    public static int freeUdpPort() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Where a program is: daemons are where not everybody's PATH leads. */
    public static Path find(String program, String debianPackage) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no " + program + ": run ./test, which installs it, or install " + debianPackage));
    }
}
