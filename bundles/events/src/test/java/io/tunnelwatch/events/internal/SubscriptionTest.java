package io.tunnelwatch.events.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

class SubscriptionTest {

    private static final Event RAISED = new Event("io/tunnelwatch/alert/RAISED", Map.of("severity", "CRITICAL"));

    @ParameterizedTest
    @CsvSource({
        "*, true, true",
        "io/*, true, true",
        "io/tunnelwatch/alert/*, true, true",
        "io/tunnelwatch/alert/RAISED, true, true",
        "io/tunnelwatch/alert/RESOLVED, true, false",
        "io/tunnelwatch/alert/RAISED/*, true, false",
        "io/tunnelwatch/alert, false, false",
        "io/tunnelwatch/al/*, false, false",
        "org/osgi/*, false, false",
    })
    void topicsAreAsInTheSpecification(String topic, boolean mayWant, boolean wants) throws InvalidSyntaxException {
        Subscription subscription = Subscription.of(Map.of(EventConstants.EVENT_TOPIC, topic));
        assertThat(subscription.mayWantTopicsUnder(EventMap.TOPIC_PREFIX)).isEqualTo(mayWant);
        assertThat(subscription.wants(RAISED)).isEqualTo(wants);
    }

    @Test
    void severalTopicsComeAsAnArrayOrAList() throws InvalidSyntaxException {
        assertThat(Subscription.of(Map.of(EventConstants.EVENT_TOPIC, new String[] {"a", "io/*"}))
                        .wants(RAISED))
                .isTrue();
        assertThat(Subscription.of(Map.of(EventConstants.EVENT_TOPIC, List.of("a", "io/*")))
                        .wants(RAISED))
                .isTrue();
        assertThat(Subscription.of(Map.of()).wants(RAISED)).isFalse();
    }

    @Test
    void theFilterSelects() throws InvalidSyntaxException {
        assertThat(filtered("(severity=CRITICAL)").wants(RAISED)).isTrue();
        assertThat(filtered("(severity=INFO)").wants(RAISED)).isFalse();
        assertThatThrownBy(() -> filtered("(severity")).isInstanceOf(InvalidSyntaxException.class);
    }

    private static Subscription filtered(String filter) throws InvalidSyntaxException {
        return Subscription.of(Map.of(EventConstants.EVENT_TOPIC, "*", EventConstants.EVENT_FILTER, filter));
    }
}
