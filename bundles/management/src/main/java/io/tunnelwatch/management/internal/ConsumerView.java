package io.tunnelwatch.management.internal;

import io.tunnelwatch.log.LogStatus.ConsumerStatus;
import io.tunnelwatch.log.Position;
import io.tunnelwatch.management.ConsumerData;
import org.jspecify.annotations.Nullable;

/** Who reads the log, as composite data, from what Tunnelwatch says of it. */
public record ConsumerView(ConsumerStatus consumer) implements ConsumerData {

    @Override
    public String getId() {
        return consumer.id();
    }

    @Override
    public String getState() {
        return consumer.state().name();
    }

    @Override
    public @Nullable Long getSequence() {
        return consumer.position().map(Position::sequence).orElse(null);
    }

    @Override
    public long getLag() {
        return consumer.lag();
    }

    @Override
    public @Nullable String getLastError() {
        return consumer.lastError().orElse(null);
    }
}
