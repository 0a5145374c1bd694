package io.tunnelwatch.notifier.alertmanager.internal;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.HttpSender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All Alertmanagers that are to know: each gets everything, for they tell each other of what they told, not of alerts.
 * One of them has to take it. Another that does not gets it with the next refresh, and what it missed the end of ends
 * there by itself.
 */
final class Cluster implements AutoCloseable {

    private final List<Member> members;
    private final Map<String, String> headers;
    private final Duration rest;
    private final HttpSender sender;
    private final InstantSource clock;

    Cluster(AlertmanagerSettings settings, InstantSource clock) {
        this.members = settings.urls().stream().map(Member::new).toList();
        this.headers = new HashMap<>(settings.credentials().headers());
        headers.put("Content-Type", "application/json");
        this.rest = settings.refreshEvery();
        this.sender = new HttpSender(settings.timeout());
        this.clock = clock;
    }

    /**
     * Posts to all.
     *
     * @throws DeliveryException none took it
     */
    void post(byte[] body) throws DeliveryException, InterruptedException {
        Map<Member, DeliveryException> failures = new LinkedHashMap<>();
        boolean taken = false;
        for (Member member : theWorkingFirst()) {
            if (taken && member.isResting(clock.instant(), rest)) {
                continue;
            }
            try {
                sender.send(new HttpSender.Request(member.endpoint(), "POST", headers, body));
                member.took();
                taken = true;
            } catch (DeliveryException e) {
                member.failed(clock.instant());
                failures.put(member, e);
            }
        }
        if (!taken) {
            throw together(List.copyOf(failures.values()));
        }
        failures.forEach(Member::report);
    }

    @Override
    public void close() {
        sender.close();
    }

    private List<Member> theWorkingFirst() {
        return members.stream()
                .sorted(Comparator.comparing(Member::works).reversed())
                .toList();
    }

    private static DeliveryException together(List<DeliveryException> failures) {
        if (failures.size() == 1) {
            return failures.get(0);
        }
        String all = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        String text = "None of " + failures.size() + " Alertmanagers took it: " + all;
        return failures.stream().allMatch(DeliveryException::isPermanent)
                ? DeliveryException.permanent(text, failures.get(0))
                : DeliveryException.temporary(text, failures.get(0));
    }
}
