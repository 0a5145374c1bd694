package io.tunnelwatch.wg.internal.settings;

import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.InvalidSettingException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The settings of a gateway as they are written, which others can be put in place of: they are then read, and refused,
 * as those of a configuration are.
 */
public record WrittenGateway(ConfigurationName configuration, GatewayConfig config) {

    /** A gateway of this name without any setting: the defaults. */
    public static WrittenGateway ofDefaults(String name) {
        ConfigurationName configuration = new ConfigurationName(GatewayConfig.PID + "~" + name, name);
        return new WrittenGateway(configuration, overlay(Method::getDefaultValue));
    }

    /** The names of all settings, sorted. */
    public static List<String> names() {
        return Arrays.stream(GatewayConfig.class.getDeclaredMethods())
                .map(Method::getName)
                .sorted()
                .toList();
    }

    /**
     * The same with other texts.
     *
     * @throws InvalidSettingException no setting has this name
     */
    public WrittenGateway with(Map<String, String> texts) {
        List<String> names = names();
        texts.forEach((name, text) -> {
            if (!names.contains(name)) {
                throw new InvalidSettingException(
                        configuration.pid(), name, text, "one of the settings " + String.join(", ", names));
            }
        });
        return new WrittenGateway(configuration, overlay(method -> {
            String text = texts.get(method.getName());
            if (text == null) {
                return method.invoke(config);
            }
            return method.getReturnType().isArray() ? new String[] {text} : text;
        }));
    }

    /** The gateway's name. */
    public String name() {
        return GatewaySettingsReader.name(configuration, config);
    }

    /** The settings, checked; see {@link GatewaySettingsReader#read}. */
    public GatewaySettings read() {
        return GatewaySettingsReader.read(configuration, config);
    }

    private static GatewayConfig overlay(ValueOf valueOf) {
        return (GatewayConfig) Proxy.newProxyInstance(
                GatewayConfig.class.getClassLoader(),
                new Class<?>[] {GatewayConfig.class},
                (proxy, method, arguments) -> valueOf.get(method));
    }

    private interface ValueOf {
        Object get(Method setting) throws ReflectiveOperationException;
    }
}
