package io.tunnelwatch.store.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.store.internal.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files change only while nobody of ours has the file open. */
class GuardedDatabaseTest {

    @TempDir
    Path directory;

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicReference<Thread> exchanger = new AtomicReference<>();
    private TestDatabase database;
    private GuardedDatabase guarded;

    @BeforeEach
    void open() throws Exception {
        database = new TestDatabase(directory.resolve("alerts.db"));
        guarded = new GuardedDatabase(database);
        guarded.required(entityManager -> 0); // the first one takes long
    }

    @AfterEach
    void close() {
        mayEnd.countDown();
        database.close();
    }

    /** It holds no connection yet, but may ask for one at any time. */
    @Test
    void aTransactionThatRunsIsWaitedFor() throws Exception {
        Future<?> transaction = transaction();

        Future<?> exchange = exchange();
        awaitItWaits(exchange);
        assertThat(done).containsExactly("transaction began");
        mayEnd.countDown();
        exchange.get(5, TimeUnit.SECONDS);
        transaction.get(5, TimeUnit.SECONDS);

        assertThat(done).containsExactly("transaction began", "transaction ends", "exchange");
    }

    @Test
    void noTransactionBeginsWhileNamesChange() throws Exception {
        Thread transaction = new Thread(() -> guarded.required(entityManager -> done.add("transaction")));

        guarded.withNobodyInIt(() -> {
            transaction.start();
            await().until(() ->
                    Set.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(transaction.getState()));
            done.add("exchange");
        });
        transaction.join(5000);

        assertThat(done).containsExactly("exchange", "transaction");
    }

    @Test
    void noConnectionIsOpenWhileNamesChange() throws Exception {
        database.connection().close();
        assertThat(database.pool().orElseThrow().idle()).isEqualTo(1);

        guarded.withNobodyInIt(
                () -> assertThat(database.pool().orElseThrow().idle()).isZero());
    }

    @Test
    void aConnectionThatSomebodyHoldsIsWaitedFor() throws Exception {
        Future<?> exchange;
        try (Connection held = database.connection()) {
            exchange = exchange();
            awaitItWaits(exchange);
            assertThat(done).isEmpty();
        }
        exchange.get(5, TimeUnit.SECONDS);

        assertThat(done).containsExactly("exchange");
    }

    /** After some seconds, or as here, when the store ends. */
    @Test
    void aConnectionThatNobodyGivesBackLeavesEverythingAsItIs() throws Exception {
        try (Connection held = database.connection()) {
            Future<?> exchange = exchange();
            awaitItWaits(exchange);
            exchanger.get().interrupt();

            assertThatThrownBy(() -> exchange.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(FileInUseException.class)
                    .hasMessageContaining("somebody holds 1 connections");
        }
        assertThat(done).isEmpty();
        guarded.withNobodyInIt(() -> done.add("exchange"));
        assertThat(done).containsExactly("exchange");
    }

    private Future<?> transaction() {
        Future<?> running = CompletableFuture.runAsync(() -> guarded.required(entityManager -> {
            done.add("transaction began");
            try {
                mayEnd.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return done.add("transaction ends");
        }));
        await().until(() -> done.contains("transaction began"));
        return running;
    }

    private Future<?> exchange() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                guarded.withNobodyInIt(() -> done.add("exchange"));
                result.complete(null);
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        exchanger.set(thread);
        thread.start();
        return result;
    }

    private void awaitItWaits(Future<?> exchange) {
        await().until(() -> exchange.isDone() || exchanger.get().getState() == Thread.State.TIMED_WAITING);
    }
}
