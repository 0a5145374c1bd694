package io.tunnelwatch.notifier.internal.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds exchanges with the other side. Time-outs of reads do not: a server that sends a byte now and then holds a
 * client for ever. So the sockets of an exchange are made here, and closed under it when it takes too long, or when its
 * owner ends. Closing a plain socket is what always ends whatever waits for it, at once; closing what is layered over
 * it (TLS, a stream) may itself wait.
 */
public final class SocketGuard implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor watchdog;
    private @Nullable Exchange current;
    private boolean closed;

    /** @param name of the thread that there is while an exchange is under way, and for some seconds after */
    public SocketGuard(String name) {
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        watchdog.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins an exchange; there is one at a time.
     *
     * @param limit after which it is cut off
     * @throws SocketException the guard is closed
     */
    public synchronized Exchange begin(Duration limit) throws SocketException {
        if (closed) {
            throw new SocketException("the channel is closed");
        }
        Exchange exchange = new Exchange(limit);
        current = exchange;
        return exchange;
    }

    /** Cuts off the exchange that is under way, and allows no other. */
    @Override
    public void close() {
        Exchange open;
        synchronized (this) {
            closed = true;
            open = current;
        }
        if (open != null) {
            open.cut("was broken off, because the channel was closed or changed");
        }
        watchdog.shutdownNow();
    }

    /** One exchange; closing it closes its sockets. */
    public final class Exchange implements AutoCloseable {

        private final List<Socket> sockets = new ArrayList<>();
        private final Future<?> alarm;
        private @Nullable String cut;

        private Exchange(Duration limit) {
            this.alarm = watchdog.schedule(
                    () -> cut("took longer than " + limit.toSeconds() + " s"), limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        /**
         * A new socket, connected. Each address of the host is tried: one of two may be of an IP version that does not
         * lead there.
         */
        public Socket connect(String host, int port) throws IOException {
            IOException failure = new ConnectException("the host has no address");
            for (InetAddress address : InetAddress.getAllByName(host)) {
                Socket socket = socket();
                try {
                    // with the name, so that nobody looks up the address's own
                    InetAddress named = InetAddress.getByAddress(host, address.getAddress());
                    socket.connect(new InetSocketAddress(named, port), (int) LONGEST_CONNECT.toMillis());
                    socket.setTcpNoDelay(true);
                    return socket;
                } catch (IOException e) {
                    failure = e;
                }
            }
            throw failure;
        }

        private Socket socket() throws IOException {
            Socket socket = new Socket();
            synchronized (this) {
                sockets.add(socket);
                if (cut != null) {
                    closeAll();
                    throw new SocketException(cut);
                }
            }
            return socket;
        }

        /** What cut it off, {@code took longer than 10 s}; absent when nothing did. */
        public synchronized Optional<String> cut() {
            return Optional.ofNullable(cut);
        }

        @Override
        public void close() {
            alarm.cancel(false);
            synchronized (SocketGuard.this) {
                current = current == this ? null : current;
            }
            synchronized (this) {
                closeAll();
            }
        }

        private synchronized void cut(String why) {
            cut = cut == null ? why : cut;
            closeAll();
        }

        private void closeAll() {
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    continue; // it is of no use any more, which is all that is wanted
                }
            }
        }
    }
}
