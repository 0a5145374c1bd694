package io.tunnelwatch.management.internal;

import io.tunnelwatch.management.ChannelMXBean;
import io.tunnelwatch.notifier.ChannelStatus;
import io.tunnelwatch.notifier.Notifier;
import org.jspecify.annotations.Nullable;

/** One channel for JMX. */
record ChannelBean(Services services, String id) implements ChannelMXBean {

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getTarget() {
        return status().target();
    }

    @Override
    public String getState() {
        return status().state().name();
    }

    @Override
    public int getBacklog() {
        return status().backlog();
    }

    @Override
    public int getHeld() {
        return status().held();
    }

    @Override
    public @Nullable String getLastDelivered() {
        return Texts.of(status().lastDelivered());
    }

    @Override
    public @Nullable String getLastError() {
        return status().lastError().orElse(null);
    }

    @Override
    public @Nullable String getFailingSince() {
        return Texts.of(status().failingSince());
    }

    @Override
    public @Nullable String getNextAttempt() {
        return Texts.of(status().nextAttempt());
    }

    @Override
    public String[] getProblems() {
        return status().problems().toArray(String[]::new);
    }

    @Override
    public int getDeadLetters() {
        return status().deadLetters().size();
    }

    @Override
    public String test() {
        String user = Calls.user();
        return Calls.run(() -> notifier().test(id, user)).orElse("");
    }

    private ChannelStatus status() {
        return notifier().channels().stream()
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no channel " + id + " any more"));
    }

    private Notifier notifier() {
        return Calls.present(services.notifier(), "The notifier");
    }
}
