package io.tunnelwatch.log.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.log.AlertLogUnavailableException;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.log.internal.TestEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final int CALLERS = 8;
    private static final Position POSITION = new Position(UUID.randomUUID(), 1);

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS + 1);
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final AtomicInteger writes = new AtomicInteger();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void anErrorOfTheLeaderEndsItsGroupAndTheNextOneLeads() throws Exception {
        GroupCommit group = new GroupCommit(appends -> {
            if (writes.incrementAndGet() == 1) {
                awaitLeave();
                throw new OutOfMemoryError("test");
            }
            appends.forEach(append -> append.succeed(POSITION));
        });
        List<Future<Position>> callers = callersThatWait(group);
        firstMayEnd.countDown();

        assertThatThrownBy(() -> callers.get(0).get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(OutOfMemoryError.class);
        for (Future<Position> caller : callers.subList(1, CALLERS)) {
            assertThat(caller.get(5, TimeUnit.SECONDS)).isEqualTo(POSITION);
        }
    }

    @Test
    void whoIsForgottenByTheWriterIsRefused() throws Exception {
        GroupCommit group = new GroupCommit(appends -> {
            if (writes.incrementAndGet() == 1) {
                awaitLeave();
            }
        });
        List<Future<Position>> callers = callersThatWait(group);
        firstMayEnd.countDown();
        for (Future<Position> caller : callers) {
            assertThatThrownBy(() -> caller.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(AlertLogUnavailableException.class);
        }
        assertThat(writes).hasValue(2);
    }

    @Test
    void aCloseWaitsForThoseWhoWaitAndRefusesOthers() throws Exception {
        GroupCommit group = new GroupCommit(appends -> {
            if (writes.incrementAndGet() == 1) {
                awaitLeave();
            }
            appends.forEach(append -> append.succeed(POSITION));
        });
        List<Future<Position>> callers = callersThatWait(group);
        Thread closing = new Thread(group::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.WAITING);
        assertThatThrownBy(() -> group.run(append()))
                .isInstanceOf(AlertLogUnavailableException.class)
                .hasMessageContaining("is closed");
        firstMayEnd.countDown();
        await().until(() -> !closing.isAlive());
        assertThat(callers).allSatisfy(caller -> assertThat(caller.get(5, TimeUnit.SECONDS))
                .isEqualTo(POSITION));
    }

    @Test
    void anInterruptedCallerLearnsWhatBecameOfItsEvents() throws Exception {
        GroupCommit group = new GroupCommit(appends -> appends.forEach(append -> append.succeed(POSITION)));
        Future<Boolean> caller = threads.submit(() -> {
            Thread.currentThread().interrupt();
            return group.run(append()).equals(POSITION) && Thread.interrupted();
        });
        assertThat(caller.get(5, TimeUnit.SECONDS)).isTrue();
    }

    /** The first one is writing, the others wait. */
    private List<Future<Position>> callersThatWait(GroupCommit group) throws Exception {
        List<Future<Position>> callers = new ArrayList<>();
        callers.add(threads.submit(() -> group.run(append())));
        firstIsWriting.await();
        List<Thread> waiting = new ArrayList<>();
        for (int i = 1; i < CALLERS; i++) {
            callers.add(threads.submit(() -> {
                synchronized (waiting) {
                    waiting.add(Thread.currentThread());
                }
                return group.run(append());
            }));
        }
        await().until(() -> {
            synchronized (waiting) {
                return waiting.size() == CALLERS - 1
                        && waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
            }
        });
        return callers;
    }

    private void awaitLeave() {
        firstIsWriting.countDown();
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Append append() {
        return new Append(List.of(TestEvents.raised("ada")));
    }
}
