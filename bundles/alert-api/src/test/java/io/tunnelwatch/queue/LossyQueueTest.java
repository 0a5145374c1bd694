package io.tunnelwatch.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LossyQueueTest {

    private final List<Integer> taken = new CopyOnWriteArrayList<>();
    private final List<Long> losses = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);

    @Test
    void whatIsTooMuchForASlowTakerGoesOldestFirstAndIsSaidOnce() throws InterruptedException {
        try (LossyQueue<Integer> queue = queue(3)) {
            queue.put(0);
            entered.await();
            for (int item = 1; item <= 10; item++) {
                queue.put(item);
            }
            assertThat(queue.lost()).isEqualTo(7);
            assertThat(losses).containsExactly(1L);
            gate.countDown();
            await().untilAsserted(() -> assertThat(taken).containsExactly(0, 8, 9, 10));
        }
    }

    @Test
    void aTakerThatThrowsGetsTheNextItem() {
        gate.countDown();
        try (LossyQueue<Integer> queue = queue(3)) {
            queue.put(-1);
            queue.put(1);
            await().untilAsserted(() -> assertThat(taken).containsExactly(1));
            assertThat(failures).hasSize(1);
        }
    }

    @Test
    void aTakerThatSleepsIsWokenAtTheEnd() throws InterruptedException {
        LossyQueue<Integer> queue = queue(3);
        queue.put(0);
        entered.await();
        queue.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("lossy-queue-test");
        queue.put(1);
        assertThat(queue.size()).isZero();
    }

    private LossyQueue<Integer> queue(int capacity) {
        return new LossyQueue<>("lossy-queue-test", capacity, new LossyQueue.Taker<>() {
            @Override
            public void take(Integer item) throws InterruptedException {
                entered.countDown();
                gate.await();
                if (item < 0) {
                    throw new IllegalStateException("test");
                }
                taken.add(item);
            }

            @Override
            public void failed(Throwable cause) {
                failures.add(cause);
            }

            @Override
            public void losing(long total) {
                losses.add(total);
            }
        });
    }
}
