package io.tunnelwatch.wg.internal.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/**
 * A process and all that came of it. A child whose parent has ended belongs to nobody that one could ask, so on Linux
 * the members are also known by a mark in their environment ({@code /proc/PID/environ}), which they inherit. Members of
 * another user (under {@code sudo}, for a Karaf that is not root) show neither and cannot be ended.
 */
final class ProcessTree {

    /** The environment variable that holds the mark. */
    static final String MARK = "TUNNELWATCH_POLL";

    private static final Path PROC = Path.of("/proc");
    private static final Duration END_WAIT = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final Process root;
    private final byte[] mark;
    private final Set<ProcessHandle> members = new HashSet<>();

    /** @param mark the value of {@link #MARK} with which the process was started, different from any other's */
    ProcessTree(Process root, String mark) {
        this.root = root;
        this.mark = (MARK + "=" + mark).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Ends the process and all that came of it, and waits until they are gone.
     *
     * @return whether nothing is left; false after two seconds
     */
    synchronized boolean end() {
        root.descendants().forEach(members::add);
        members.add(root.toHandle());
        return endAll(pid -> true);
    }

    /** Ends what the process has left behind. To be called once it has ended; looks at younger processes only. */
    synchronized boolean endLeftBehind() {
        return endAll(youngerThanRoot());
    }

    private boolean endAll(LongPredicate candidate) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + END_WAIT.toNanos();
        while (true) {
            addMarked(candidate);
            members.removeIf(ProcessTree::isGone);
            if (members.isEmpty() || System.nanoTime() - deadline > 0) {
                break;
            }
            members.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            // a pending interrupt would turn the wait into a spin
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return members.isEmpty();
    }

    private void addMarked(LongPredicate candidate) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                long pid = Long.parseLong(entry.getFileName().toString());
                if (candidate.test(pid) && isMarked(entry)) {
                    ProcessHandle.of(pid).ifPresent(members::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // a system without /proc: the descendants are all that is known
        }
    }

    private boolean isMarked(Path entry) {
        return read(entry.resolve("environ")).filter(this::containsMark).isPresent();
    }

    private boolean containsMark(byte[] environment) {
        for (int i = 0; i + mark.length <= environment.length; i++) {
            if (Arrays.equals(environment, i, i + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Linux numbers processes upwards, and from the bottom again; {@code /proc/loadavg} ends with the latest number.
     */
    private LongPredicate youngerThanRoot() {
        long first = root.pid();
        Optional<Long> latest = read(PROC.resolve("loadavg"))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).trim())
                .map(text -> text.substring(text.lastIndexOf(' ') + 1))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf);
        if (latest.isEmpty()) {
            return pid -> true;
        }
        long last = latest.get();
        return last >= first ? pid -> pid > first && pid <= last : pid -> pid > first || pid <= last;
    }

    /**
     * A zombie has ended too. It stays when the first process of a container, often Karaf itself, does not reap
     * orphans.
     */
    private static boolean isGone(ProcessHandle process) {
        return !process.isAlive()
                || read(PROC.resolve(process.pid() + "/stat"))
                        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                        .filter(stat -> stat.startsWith(") Z", stat.lastIndexOf(')')))
                        .isPresent();
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            // it has ended meanwhile, or is another user's
            return Optional.empty();
        }
    }
}
