package io.tunnelwatch.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BundleThreadsTest {

    @Test
    void aThreadHasTheLoaderUntilItEnds() throws InterruptedException {
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();

        Thread thread = BundleThreads.daemon(
                "test",
                BundleThreadsTest.class,
                () -> seen.complete(Thread.currentThread().getContextClassLoader()));
        thread.start();
        thread.join();

        assertThat(seen).isCompletedWithValue(BundleThreadsTest.class.getClassLoader());
        assertThat(thread.getContextClassLoader()).isNull();
        assertThat(thread).isExactlyInstanceOf(Thread.class);
    }
}
