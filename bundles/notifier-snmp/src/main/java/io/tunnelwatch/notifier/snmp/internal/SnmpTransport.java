package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

/**
 * Sends each notice as a notification. An inform is confirmed by the manager; what is called confirmed of a trap is
 * handed to the network, which is all one knows.
 */
final class SnmpTransport implements Transport {

    private static final long NANOSECONDS_OF_A_TICK = 10_000_000;
    private static final long TICKS = 1L << 32;

    private final long begin = System.nanoTime();
    private final SnmpSettings settings;
    private final Optional<EngineFile> engine;
    private final NotificationWriter writer;
    private @Nullable Session session; // both under this
    private boolean closed;

    /** @param engine of v3 traps */
    SnmpTransport(SnmpSettings settings, Optional<EngineFile> engine, NotificationWriter writer) {
        this.settings = settings;
        this.engine = engine;
        this.writer = writer;
    }

    /** With the engine ID of v3 traps, which their receiver has to know. */
    @Override
    public String target() {
        return settings.target()
                + engine.map(file -> ", engine 0x" + file.id().toHexString().replace(":", ""))
                        .orElse("");
    }

    @Override
    public Audience audience() {
        return Audience.SYSTEM;
    }

    @Override
    public Receipt send(Message message) throws DeliveryException, InterruptedException {
        for (AlertNotice notice : message.notices()) {
            send(writer.write(new Message(List.of(notice), message.occasion()), upTime()));
        }
        return Receipt.CONFIRMED;
    }

    /** The transport is over at once; who waits for a confirmation gets none. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        end();
    }

    private void send(List<VariableBinding> bindings) throws DeliveryException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            Session open = session();
            if (settings.confirmed()) {
                open.inform(bindings).await();
            } else {
                open.trap(bindings);
            }
        } catch (UnknownHostException e) {
            throw DeliveryException.temporary("There is no host " + settings.host() + " now", e);
        } catch (IOException e) {
            end();
            throw DeliveryException.temporary(settings.target() + " can not be sent: " + e.getMessage(), e);
        } catch (DeliveryException e) {
            if (settings.confirmed()) {
                end(); // what was found out of the manager's engine may be out of date
            }
            throw e;
        }
    }

    private synchronized Session session() throws IOException {
        if (closed) {
            throw new SocketException("the channel is closed");
        }
        Session open = session;
        if (open == null) {
            open = new Session(settings, engine.isPresent() ? engine.get().start() : Engine.ofInforms());
            session = open;
        }
        return open;
    }

    /** Outside of the monitor: it waits for threads of SNMP4J. */
    private void end() {
        Session ended;
        synchronized (this) {
            ended = session;
            session = null;
        }
        if (ended != null) {
            try {
                ended.close();
            } catch (IOException e) {
                // it is of no use any more either way
            }
        }
    }

    private TimeTicks upTime() {
        return new TimeTicks((System.nanoTime() - begin) / NANOSECONDS_OF_A_TICK % TICKS);
    }
}
