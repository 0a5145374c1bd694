package io.tunnelwatch.itests.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looking at something at a fixed rate. */
final class Sampling {

    private Sampling() {}

    /** Looks at once and then with this time from begin to begin, until there is nothing more to see. */
    static void every(Duration time, BooleanSupplier lookAndGoOn) {
        long due = System.nanoTime();
        while (lookAndGoOn.getAsBoolean()) {
            due += time.toNanos();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** What goes on goes on for so long. */
    static void letPass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
