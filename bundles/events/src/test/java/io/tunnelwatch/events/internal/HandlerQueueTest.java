package io.tunnelwatch.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;

@Timeout(30)
class HandlerQueueTest {

    private static final Subscription ALL = new Subscription(List.of("*"), Optional.empty());

    private final List<Object> told = new CopyOnWriteArrayList<>();

    @Test
    void oneThatHangsHoldsUpNobodyAndLosesItsOldest() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch hang = new CountDownLatch(1);
        try (HandlerQueue slow = queue(ALL, event -> {
                    called.countDown();
                    awaitLatch(hang);
                    told.add(event.getProperty("n"));
                });
                HandlerQueue good = queue(ALL, event -> told.add("good " + event.getProperty("n")))) {
            slow.offer(event(1));
            called.await();
            for (int n = 2; n <= 100; n++) {
                slow.offer(event(n));
            }
            good.offer(event(100));
            await().untilAsserted(() -> assertThat(told).containsExactly("good 100"));
            assertThat(slow.lost()).isEqualTo(89);
            hang.countDown();
            await().untilAsserted(
                            () -> assertThat(told).hasSize(12).contains(1, 91).endsWith(100));
        }
    }

    @Test
    void oneThatThrowsGetsTheNextEvent() {
        try (HandlerQueue queue = queue(ALL, event -> {
            told.add(event.getProperty("n"));
            throw new NoClassDefFoundError("a broken handler");
        })) {
            queue.offer(event(1));
            queue.offer(event(2));
            await().untilAsserted(() -> assertThat(told).containsExactly(1, 2));
        }
    }

    @Test
    void whatIsNotWantedIsNotTold() {
        try (HandlerQueue queue = queue(
                new Subscription(List.of("io/tunnelwatch/alert/RAISED"), Optional.empty()),
                event -> told.add(event.getProperty("n")))) {
            queue.offer(new Event("io/tunnelwatch/alert/RESOLVED", Map.of("n", 1)));
            queue.offer(event(2));
            await().untilAsserted(() -> assertThat(told).containsExactly(2));
            queue.become(new Subscription(List.of("io/tunnelwatch/alert/RESOLVED"), Optional.empty()));
            queue.offer(event(3));
            queue.offer(new Event("io/tunnelwatch/alert/RESOLVED", Map.of("n", 4)));
            await().untilAsserted(() -> assertThat(told).containsExactly(2, 4));
        }
    }

    private static HandlerQueue queue(Subscription subscription, EventHandler handler) {
        return new HandlerQueue("a.bundle", subscription, 10, () -> handler);
    }

    private static Event event(int n) {
        return new Event("io/tunnelwatch/alert/RAISED", Map.of("n", n));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
