package io.tunnelwatch.events.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.log.ConsumerPosition;
import io.tunnelwatch.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;

class EventAdminBridgeTest {

    @Test
    void everyEventBehindTheHeadIsHandedOnInOrder() {
        List<Event> handed = new ArrayList<>();
        EventAdminBridge bridge = new EventAdminBridge(Optional::empty, handed::add);
        assertThat(bridge.position()).isEqualTo(new ConsumerPosition.Newest());
        bridge.begin(new Position(Samples.EPOCH, 7));
        bridge.accept(List.of(
                Samples.entry(8, Samples.raised(UUID.randomUUID())),
                Samples.entry(9, Samples.raised(UUID.randomUUID()))));
        assertThat(handed).extracting(event -> event.getProperty("sequence")).containsExactly(8L, 9L);
        assertThat(bridge.position()).isEqualTo(new ConsumerPosition.After(new Position(Samples.EPOCH, 9)));
    }
}
