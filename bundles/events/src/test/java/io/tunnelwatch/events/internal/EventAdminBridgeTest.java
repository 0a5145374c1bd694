package io.tunnelwatch.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Position;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.event.Event;

@Timeout(30)
class EventAdminBridgeTest {

    @Test
    void handlersThatHangDoNotHoldUpTheLogAndTheOldestEventsGo() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch hang = new CountDownLatch(1);
        List<Object> sent = new CopyOnWriteArrayList<>();
        try (EventAdminBridge bridge = new EventAdminBridge(Optional::empty, 10, event -> {
            called.countDown();
            awaitLatch(hang);
            sent.add(event.getProperty("sequence"));
        })) {
            bridge.begin(new Position(Samples.EPOCH, 0));
            accept(bridge, 1);
            called.await();
            for (long sequence = 2; sequence <= 100; sequence++) {
                accept(bridge, sequence);
            }
            assertThat(bridge.position()).isEqualTo(new ConsumerPosition.After(new Position(Samples.EPOCH, 100)));
            assertThat(bridge.lost()).isEqualTo(89);
            hang.countDown();
            await().untilAsserted(() ->
                    assertThat(sent).hasSize(11).startsWith(1L, 91L).endsWith(100L));
        }
    }

    @Test
    void anEventAdminThatThrowsGetsTheNextEvent() {
        List<Event> sent = new CopyOnWriteArrayList<>();
        try (EventAdminBridge bridge = new EventAdminBridge(Optional::empty, 10, event -> {
            if (event.getProperty("sequence").equals(1L)) {
                throw new IllegalStateException("on its way out");
            }
            sent.add(event);
        })) {
            accept(bridge, 1);
            accept(bridge, 2);
            await().untilAsserted(() -> assertThat(sent).hasSize(1));
        }
    }

    private static void accept(EventAdminBridge bridge, long sequence) {
        bridge.accept(List.of(Samples.entry(sequence, Samples.raised(UUID.randomUUID()))));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
