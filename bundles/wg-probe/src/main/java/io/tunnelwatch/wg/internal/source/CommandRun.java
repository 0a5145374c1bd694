package io.tunnelwatch.wg.internal.source;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of a command: both outputs read within a time limit, and nothing left running afterwards. It asks the streams
 * what is there instead of waiting in a read, because such a read ends only when the last process that holds the pipe
 * ends.
 */
final class CommandRun {

    /** The thread of a run, which ends with it. */
    static final String THREAD_NAME = "tunnelwatch-command-";

    private static final long FIRST_PAUSE_NANOS = 50_000;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    /** How a run came to its end. */
    enum End {
        EXITED,
        TIMED_OUT,
        TOO_MUCH_OUTPUT
    }

    private final OutputBuffer stdout;
    private final OutputBuffer stderr;

    /** What is read over {@code stdout}'s limit ends the run, what is read over {@code stderr}'s is dropped. */
    CommandRun(OutputBuffer stdout, OutputBuffer stderr) {
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /**
     * @param end why the run ended
     * @param status the command's exit status; says something only if it exited
     * @param nothingLeft whether all its processes are known to be gone
     */
    record Outcome(End end, int status, boolean nothingLeft) {}

    /**
     * Runs the command.
     *
     * @throws IOException it could not be started
     * @throws InterruptedException the caller was interrupted; the command is ended first
     */
    Outcome run(List<String> command, Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put(ProcessTree.MARK, mark);
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process, mark);
        FutureTask<Boolean> ended = watchEnd(process, tree);
        try (InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            End end;
            try {
                end = readUntilEnd(ended, out, err, deadline);
            } catch (IOException | InterruptedException | RuntimeException e) {
                tree.end();
                throw e;
            }
            return end == End.EXITED
                    ? new Outcome(end, process.exitValue(), ended.get())
                    : new Outcome(end, -1, tree.end());
        } catch (ExecutionException e) {
            throw new IOException("what it left behind could not be ended", e);
        } finally {
            ended.cancel(true);
        }
    }

    /**
     * Ends what the process leaves behind as soon as it has ended; done when that is done. On a thread of its own,
     * because at a process' end the JDK itself reads on in its pipes, with their lock held, for as long as a child that
     * was left behind writes to them.
     */
    private static FutureTask<Boolean> watchEnd(Process process, ProcessTree tree) {
        FutureTask<Boolean> ended = new FutureTask<>(() -> {
            process.waitFor();
            return tree.endLeftBehind();
        });
        Thread thread = new Thread(ended, THREAD_NAME + process.pid());
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private End readUntilEnd(Future<Boolean> ended, InputStream out, InputStream err, long deadline)
            throws IOException, InterruptedException {
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            // asked first: what was printed before the end is then found below
            boolean over = ended.isDone();
            boolean progress = stdout.takeAvailable(out) | stderr.takeAvailable(err);
            if (stdout.isFull()) {
                return End.TOO_MUCH_OUTPUT;
            }
            if (over && !progress) {
                return End.EXITED;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - deadline >= 0) {
                return End.TIMED_OUT;
            }
            pause = progress ? FIRST_PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            if (!progress) {
                LockSupport.parkNanos(pause);
            }
        }
    }
}
