package io.tunnelwatch.notifier.syslog.internal;

import io.tunnelwatch.notifier.channel.MessageFields;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;

/** Settings to test with. */
final class Settings {

    private Settings() {}

    static SyslogSettings of(Protocol protocol, int port) {
        return new SyslogSettings(
                "localhost",
                port,
                protocol,
                Framing.COUNTED,
                Facility.LOCAL0,
                "tunnelwatch",
                "monitor.example.org",
                32473,
                Duration.ofSeconds(10));
    }

    static SyslogFormat format(SyslogSettings settings) {
        return new SyslogFormat(settings, MessageFields::headline);
    }

    /** A configuration as Declarative Services would make it: what is set, and the defaults of the rest. */
    static <C> C config(Class<C> type, Map<String, String> settings) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> settings.getOrDefault(method.getName(), (String) method.getDefaultValue())));
    }
}
