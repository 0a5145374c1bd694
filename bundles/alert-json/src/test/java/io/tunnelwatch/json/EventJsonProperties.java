package io.tunnelwatch.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.log.Position;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EventJsonProperties {

    private static final Position HERE = new Position(new UUID(0, 1), 1);

    @Property
    void anyTextIsReadAndKept(@ForAll String text) {
        assertThat(EventJson.read(HERE, text).json()).isEqualTo(text);
    }
}
