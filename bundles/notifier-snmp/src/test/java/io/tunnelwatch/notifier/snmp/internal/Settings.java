package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.settings.SettingReader;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Settings to test with. */
final class Settings {

    private Settings() {}

    static SnmpSettings read(Map<String, String> settings) {
        return SnmpSettingsReader.read(new SettingReader("pid"), config(SnmpConfig.class, settings));
    }

    /** v2c informs to the manager, with other settings in the place of these. */
    static SnmpSettings to(Manager manager, Map<String, String> others) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "host", "127.0.0.1",
                "port", String.valueOf(manager.port()),
                "version", "v2c",
                "community", "noc",
                "timeoutSeconds", "5",
                "retries", "0"));
        settings.putAll(others);
        return read(settings);
    }

    /** A configuration as Declarative Services would make it: what is set, and the defaults of the rest. */
    static <C> C config(Class<C> type, Map<String, String> settings) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> settings.getOrDefault(method.getName(), (String) method.getDefaultValue())));
    }
}
