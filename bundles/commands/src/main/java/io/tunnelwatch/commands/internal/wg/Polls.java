package io.tunnelwatch.commands.internal.wg;

import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Polls gateways at once, so that one that hangs does not add its time limit to the others' wait. */
final class Polls {

    private static final int MAX_THREADS = 16;

    private Polls() {}

    /**
     * The gateways after a poll, in the order of their names here; one that went away meanwhile is left out.
     *
     * @throws InterruptedException the operator gave up; polls under way are told so and not waited for
     */
    static List<GatewayStatus> of(WireGuardProbe probe, List<String> gateways) throws InterruptedException {
        if (gateways.isEmpty()) {
            return List.of();
        }
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(MAX_THREADS, gateways.size()), task -> {
            Thread thread = new Thread(task, "tunnelwatch-shell-poll");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Optional<GatewayStatus>>> polls = new ArrayList<>();
            gateways.forEach(gateway -> polls.add(executor.submit(() -> probe.poll(gateway))));
            List<GatewayStatus> polled = new ArrayList<>();
            for (Future<Optional<GatewayStatus>> poll : polls) {
                poll.get().ifPresent(polled::add);
            }
            return polled;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "A poll ended badly: " + e.getCause().getMessage(), e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
