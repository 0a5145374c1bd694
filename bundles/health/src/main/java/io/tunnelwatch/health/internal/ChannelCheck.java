package io.tunnelwatch.health.internal;

import io.tunnelwatch.notifier.ChannelStatus;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;

/** One channel: whether its notices arrive. */
record ChannelCheck(Services services, String id) implements HealthCheck {

    @Override
    public Result execute() {
        return services.notifier().stream()
                .flatMap(notifier -> notifier.channels().stream())
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .map(ChannelCheck::judge)
                .orElseGet(() -> new Findings()
                        .add(Status.TEMPORARILY_UNAVAILABLE, id + " is not there any more")
                        .result());
    }

    private static Result judge(ChannelStatus channel) {
        Findings findings = new Findings();
        findings.add(status(channel.state()), words(channel));
        channel.problems().forEach(problem -> findings.add(Status.WARN, problem));
        if (!channel.deadLetters().isEmpty()) {
            findings.add(
                    Status.WARN,
                    "Notices that it gave up on: " + channel.deadLetters().size()
                            + " (alert:channels shows them, alert:resend sends them again)");
        }
        return findings.result();
    }

    private static Status status(ChannelStatus.State state) {
        return switch (state) {
            case WORKING -> Status.OK;
            case FAILING -> Status.TEMPORARILY_UNAVAILABLE;
            case REFUSED -> Status.CRITICAL;
        };
    }

    private static String words(ChannelStatus channel) {
        return channel.id() + " is " + channel.state()
                + channel.failingSince().map(since -> " since " + since).orElse("")
                + channel.lastError().map(error -> ": " + error).orElse("")
                + "; notices that wait: " + channel.backlog();
    }
}
