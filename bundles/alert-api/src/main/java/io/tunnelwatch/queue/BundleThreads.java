package io.tunnelwatch.queue;

/**
 * Threads through which libraries find the classes of a bundle: the context class loader is that of a class of it.
 *
 * <p>They let go of it when they end. Felix 7.0.5 keeps each thread that lost a race for the loading of a class
 * ({@code m_classLocks} of its class loaders), for as long as the other bundle lives; and with it all classes of this
 * bundle, exchanged long ago.
 */
public final class BundleThreads {

    private BundleThreads() {}

    /** A daemon thread, not started. A plain one: a class of its own would be kept with it. */
    public static Thread daemon(String name, Class<?> ofBundle, Runnable task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } finally {
                        Thread.currentThread().setContextClassLoader(null);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.setContextClassLoader(ofBundle.getClassLoader());
        return thread;
    }
}
