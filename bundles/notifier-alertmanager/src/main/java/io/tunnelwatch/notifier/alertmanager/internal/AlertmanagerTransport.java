package io.tunnelwatch.notifier.alertmanager.internal;

import io.tunnelwatch.json.Json;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.HttpSender;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import io.tunnelwatch.notifier.channel.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps Alertmanagers told of what is open, as Prometheus does: again and again, or they take it for over. */
final class AlertmanagerTransport implements Transport {

    private static final Json JSON = new Json();
    private static final int BATCH = 100;

    private final AlertmanagerSettings settings;
    private final AlertWriter writer;
    private final Cluster cluster;
    private final RecentEnds recentEnds;
    private final InstantSource clock;

    AlertmanagerTransport(AlertmanagerSettings settings, AlertWriter writer, InstantSource clock) {
        this.settings = settings;
        this.writer = writer;
        this.cluster = new Cluster(settings, clock);
        this.recentEnds = new RecentEnds(settings.openFor());
        this.clock = clock;
    }

    @Override
    public String target() {
        return settings.urls().stream().map(HttpSender::place).collect(Collectors.joining(", "));
    }

    @Override
    public Audience audience() {
        return Audience.SYSTEM;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Receipt send(Message message) throws DeliveryException, InterruptedException {
        Instant now = clock.instant();
        List<PostedAlert> alerts = written(message.notices(), message.occasion(), now);
        post(alerts);
        recentEnds.told(alerts, now);
        return Receipt.CONFIRMED;
    }

    @Override
    public Optional<Duration> refreshEvery() {
        return Optional.of(settings.refreshEvery());
    }

    @Override
    public void refresh(List<AlertNotice> told) throws DeliveryException, InterruptedException {
        Instant now = clock.instant();
        List<PostedAlert> alerts = new ArrayList<>(recentEnds.at(now));
        alerts.addAll(written(told, Message.Occasion.ALERTS, now));
        for (int from = 0; from < alerts.size(); from += BATCH) {
            post(alerts.subList(from, Math.min(from + BATCH, alerts.size())));
        }
    }

    @Override
    public void close() {
        cluster.close();
    }

    private List<PostedAlert> written(List<AlertNotice> notices, Message.Occasion occasion, Instant now) {
        return notices.stream()
                .map(notice -> writer.write(notice, occasion, now))
                .toList();
    }

    private void post(List<PostedAlert> alerts) throws DeliveryException, InterruptedException {
        cluster.post(JSON.write(alerts).getBytes(StandardCharsets.UTF_8));
    }
}
