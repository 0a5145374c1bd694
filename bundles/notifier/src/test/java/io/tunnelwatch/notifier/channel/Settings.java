package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.settings.SettingReader;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings of channels in tests, as they would stand in a file. */
public final class Settings {

    private Settings() {}

    /** The defaults, but for these. */
    public static ChannelSettings of(Map<String, String> changed) {
        return ChannelSettingsReader.read(new SettingReader("io.tunnelwatch.channel.test~one"), config(changed));
    }

    /** The same, one setting after its name. */
    public static ChannelSettings of(String... namesAndValues) {
        Map<String, String> changed = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(changed);
    }

    /** A configuration with the defaults, but for these. */
    public static ChannelConfig config(Map<String, String> changed) {
        return (ChannelConfig) Proxy.newProxyInstance(
                Settings.class.getClassLoader(),
                new Class<?>[] {ChannelConfig.class},
                (proxy, method, arguments) -> changed.getOrDefault(
                        method.getName(),
                        method.getName().equals("timeZone") ? "UTC" : (String) method.getDefaultValue()));
    }
}
