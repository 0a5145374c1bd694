package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.notifier.channel.ChannelConfig;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;

/** Configurations with the defaults of their types. */
final class Configs {

    private Configs() {}

    static ChannelConfig common() {
        return of(ChannelConfig.class, Map.of());
    }

    static MqttConfig mqtt(Map<String, String> settings) {
        return of(MqttConfig.class, settings);
    }

    private static <A extends Annotation> A of(Class<A> type, Map<String, String> settings) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> Optional.<Object>ofNullable(
                                settings.get(method.getName()))
                        .orElse(method.getDefaultValue())));
    }
}
