package io.tunnelwatch.notifier.alertmanager.internal;

import io.tunnelwatch.notifier.channel.Wording;
import io.tunnelwatch.settings.SettingReader;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.Map;

/** Settings to test with. */
final class Settings {

    private Settings() {}

    static AlertmanagerSettings of(Map<String, String> settings) {
        return AlertmanagerSettingsReader.read(
                new SettingReader("io.tunnelwatch.channel.alertmanager~noc"),
                config(AlertmanagerConfig.class, settings));
    }

    static AlertWriter writer(AlertmanagerSettings settings) {
        Wording wording = Wording.builtIn(ZoneOffset.UTC);
        return new AlertWriter(settings, message -> message.first().alert().summary(), wording::text);
    }

    /** A configuration as Declarative Services would make it: what is set, and the defaults of the rest. */
    static <C> C config(Class<C> type, Map<String, String> settings) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            String value = settings.get(method.getName());
            if (value == null) {
                return method.getDefaultValue();
            }
            return method.getReturnType().isArray() ? new String[] {value} : value;
        }));
    }
}
