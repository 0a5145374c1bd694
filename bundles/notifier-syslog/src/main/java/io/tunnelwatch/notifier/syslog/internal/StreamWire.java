package io.tunnelwatch.notifier.syslog.internal;

import io.tunnelwatch.settings.Durations;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;

/**
 * Messages through a connection that is kept open (RFC 6587, RFC 5425). It is looked at before each message, and opened
 * anew when the collector ended it.
 */
final class StreamWire implements Wire {

    private static final long GOODBYE_MILLISECONDS = 500;

    private final SyslogSettings settings;
    private final Optional<SSLSocketFactory> tls;
    private final ScheduledThreadPoolExecutor watchdog;
    private final ReentrantLock sending = new ReentrantLock();
    private Optional<Connection> connection = Optional.empty();
    private boolean closed;

    /** @param tls for connections with TLS */
    StreamWire(SyslogSettings settings, Optional<SSLSocketFactory> tls) {
        this.settings = settings;
        this.tls = tls;
        // a write has no timeout of its own: a collector that does not read would hold it for ever
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "tunnelwatch-syslog-watchdog-" + settings.host());
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void send(byte[] message) throws IOException {
        sending.lock();
        AtomicBoolean late = new AtomicBoolean();
        Future<?> limit = abortAfter(settings.timeout().toMillis(), late);
        try {
            connected().write(settings.framing().frame(message));
        } catch (IOException e) {
            abort();
            throw late.get() ? tooLate(e) : e;
        } finally {
            limit.cancel(false);
            sending.unlock();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        if (sending.tryLock()) {
            try {
                abortAfter(GOODBYE_MILLISECONDS, new AtomicBoolean());
                current().ifPresent(Connection::end);
            } finally {
                sending.unlock();
            }
        }
        abort();
        watchdog.shutdownNow();
    }

    private Connection connected() throws IOException {
        Optional<Connection> kept = current();
        if (kept.isPresent() && !kept.get().isOver()) {
            return kept.get();
        }
        abort();
        Connection fresh = new Connection();
        keep(fresh);
        fresh.open(settings.host(), settings.port(), tls);
        return fresh;
    }

    /** Before it is opened, so that opening it can be ended too. */
    private synchronized void keep(Connection fresh) throws SocketException {
        if (closed) {
            throw new SocketException("The channel is closed");
        }
        connection = Optional.of(fresh);
    }

    private synchronized Optional<Connection> current() {
        return connection;
    }

    private synchronized void abort() {
        connection.ifPresent(Connection::abort);
        connection = Optional.empty();
    }

    /** @param late says beforehand that it was this which ended the connection */
    private Future<?> abortAfter(long milliseconds, AtomicBoolean late) {
        return watchdog.schedule(
                () -> {
                    late.set(true);
                    abort();
                },
                milliseconds,
                TimeUnit.MILLISECONDS);
    }

    private IOException tooLate(IOException cause) {
        IOException late = new SocketTimeoutException("not done within " + Durations.format(settings.timeout()));
        late.initCause(cause);
        return late;
    }
}
