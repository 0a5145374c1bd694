package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what happens, and retains what is so. The connection is kept; when it is lost, the next message or
 * {@link #refresh} makes another. There is no thread: the channel's own waits for the broker's answers.
 */
final class MqttTransport implements Transport {

    /** Well within the time after which a broker takes us for dead. */
    private static final Duration REFRESH = Duration.ofSeconds(20);

    /** For a message under way, and then for the good-bye. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final MqttSettings settings;
    private final Line line;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Session session; // both under the turn
    private boolean stateIsRetained;

    MqttTransport(MqttSettings settings) {
        this.settings = settings;
        this.line = new Line(settings);
    }

    @Override
    public String target() {
        return settings.topics().prefix() + "/# at " + settings.broker();
    }

    @Override
    public Audience audience() {
        return Audience.SYSTEM;
    }

    @Override
    public Optional<Duration> refreshEvery() {
        return Optional.of(REFRESH);
    }

    @Override
    public Receipt send(Message message) throws DeliveryException, InterruptedException {
        boolean test = message.occasion() == Message.Occasion.TEST;
        inTurn(connected -> {
            // one after the other: of a state that is refused, again and again, the event must not be told each time
            for (AlertNotice notice : message.notices()) {
                if (!test) {
                    connected.publish(List.of(state(notice)));
                }
                connected.publish(List.of(Publication.ofNotice(settings.topics(), notice, test)));
            }
        });
        return Receipt.CONFIRMED;
    }

    /** Also keeps the connection alive. On a new one it retains again what the broker may have forgotten. */
    @Override
    public void refresh(List<AlertNotice> told) throws DeliveryException, InterruptedException {
        inTurn(connected -> {
            if (stateIsRetained) {
                connected.ping();
                return;
            }
            connected.publish(told.stream().map(this::state).toList());
            stateIsRetained = true;
        });
    }

    /** Says good-bye, unless a message is under way that takes longer; then the broker publishes our last will. */
    @Override
    public void close() {
        try {
            if (turn.tryLock(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    leave();
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            line.cut();
        }
    }

    private Publication state(AlertNotice notice) {
        return Publication.ofState(settings.topics(), notice, settings.keepResolved());
    }

    private void leave() {
        Session left = session;
        if (left != null && left.isAlive()) {
            try {
                left.leave(GRACE);
            } catch (IOException | DeliveryException e) {
                // the broker finds out by itself, and publishes the last will
            }
        }
    }

    private void inTurn(Talk talk) throws DeliveryException, InterruptedException {
        turn.lockInterruptibly();
        try {
            talk.with(connected());
        } catch (IOException e) {
            end();
            throw DeliveryException.temporary("No connection to " + settings.broker() + ": " + why(e), e);
        } finally {
            turn.unlock();
        }
    }

    private Session connected() throws IOException, DeliveryException {
        Session present = session;
        if (present != null && present.isAlive()) {
            return present;
        }
        end();
        stateIsRetained = false;
        Wire wire = line.connect();
        try {
            Session fresh = Greeting.greet(settings, wire);
            fresh.publish(List.of(Publication.ofStatus(settings.topics(), true)));
            session = fresh;
            return fresh;
        } finally {
            if (session == null) {
                wire.close();
            }
        }
    }

    private void end() {
        Session ended = session;
        session = null;
        if (ended != null) {
            try {
                ended.close();
            } catch (IOException e) {
                // it is of no use any more either way
            }
        }
    }

    private String why(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "no answer within " + settings.timeout().toSeconds() + " s";
        }
        if (e instanceof UnknownHostException) {
            return "the name of the host is not known";
        }
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof SSLException ? text + " (is the broker's certificate by a CA of caFile?)" : text;
    }

    /** Something to do with a broker that is there. */
    @FunctionalInterface
    private interface Talk {
        void with(Session session) throws IOException, DeliveryException;
    }
}
