package io.tunnelwatch.notifier.internal;

import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Another side that remembers what it confirmed, and fails as it is told to. */
final class RecordingTransport implements Transport {

    /** What the other side does with a message. */
    interface Behaviour {
        Receipt take(Message message) throws DeliveryException, InterruptedException;
    }

    static final Behaviour CONFIRMS = message -> Receipt.of("noc@example.org");
    static final Behaviour IS_DOWN = message -> {
        throw DeliveryException.temporary("connection refused", null);
    };

    final List<Message> tried = new CopyOnWriteArrayList<>();
    final List<Message> confirmed = new CopyOnWriteArrayList<>();
    final List<List<AlertNotice>> refreshed = new CopyOnWriteArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);
    volatile Behaviour behaviour = CONFIRMS;
    volatile Optional<Duration> refreshEvery = Optional.empty();
    volatile boolean refreshFails;
    private final Audience audience;
    private final int batch;

    RecordingTransport(Audience audience, int batch) {
        this.audience = audience;
        this.batch = batch;
    }

    static RecordingTransport toPeople() {
        return new RecordingTransport(Audience.PEOPLE, 1);
    }

    /** {@code RAISED alice} of all that was confirmed, in order. */
    List<String> told() {
        return confirmed.stream()
                .flatMap(message -> message.notices().stream())
                .map(notice -> notice.notice() + " " + notice.alert().peerName().orElse("?"))
                .toList();
    }

    @Override
    public String target() {
        return "a recording";
    }

    @Override
    public Receipt send(Message message) throws DeliveryException, InterruptedException {
        tried.add(message);
        Receipt receipt = behaviour.take(message);
        confirmed.add(message);
        return receipt;
    }

    @Override
    public Audience audience() {
        return audience;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public Optional<Duration> refreshEvery() {
        return refreshEvery;
    }

    @Override
    public void refresh(List<AlertNotice> told) throws DeliveryException {
        if (refreshFails) {
            throw DeliveryException.temporary("401 who are you", null);
        }
        refreshed.add(told);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
