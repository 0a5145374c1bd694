package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.ConsoleProgress;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Screen;
import io.tunnelwatch.history.MaintenanceFailedException;
import io.tunnelwatch.history.Progress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Work on the whole database, with its progress on the console. Ctrl-C interrupts the thread of a command, and the work
 * with it.
 */
@FunctionalInterface
interface LongWork<T> {

    long TICK_MILLIS = 200;

    /** Does it. */
    T with(Progress progress) throws MaintenanceFailedException;

    /**
     * Does it and shows how far it is.
     *
     * @param json whether the answer is for scripts: then nothing else is shown
     * @throws Refusal it could not be done
     */
    static <T> T run(Screen screen, boolean json, LongWork<T> work) {
        try {
            return json ? work.with(Progress.NONE) : shown(screen, work);
        } catch (MaintenanceFailedException e) {
            if (isInterrupted(e) && screen.prompt().isPresent()) {
                // behind Ctrl-C Karaf is back at its prompt and drops what a command throws
                screen.note(e.getMessage());
            }
            throw new Refusal(e.getMessage());
        }
    }

    private static boolean isInterrupted(MaintenanceFailedException e) {
        return Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException;
    }

    private static <T> T shown(Screen screen, LongWork<T> work) throws MaintenanceFailedException {
        screen.out().flush();
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tunnelwatch-progress");
            thread.setDaemon(true);
            return thread;
        });
        try (ConsoleProgress progress = new ConsoleProgress(screen.notes(), screen.width(), System::nanoTime)) {
            ticks.scheduleWithFixedDelay(progress::again, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
            return work.with(progress);
        } finally {
            ticks.shutdownNow(); // what it does takes no time
        }
    }
}
