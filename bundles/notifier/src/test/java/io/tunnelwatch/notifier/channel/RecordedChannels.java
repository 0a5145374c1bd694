package io.tunnelwatch.notifier.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps what is done to the channels that are opened. */
public final class RecordedChannels implements Channels {

    public final List<String> calls = new ArrayList<>();
    public final List<Transport> transports = new ArrayList<>();

    @Override
    public OpenChannel open(ChannelId id) {
        calls.add("open " + id);
        return new OpenChannel() {
            @Override
            public void use(ChannelSettings settings, Transport transport) {
                transports.add(transport);
                calls.add("use " + transport.target());
            }

            @Override
            public void refuse(String why) {
                calls.add("refuse " + why);
            }

            @Override
            public void close(boolean forGood) {
                calls.add("close " + forGood);
            }
        };
    }

    /** The properties of a component with this configuration. */
    public static Map<String, Object> properties(String pid) {
        return Map.of("service.pid", pid);
    }

    /** The settings that every channel has, by default. */
    public static ChannelConfig common() {
        return config(ChannelConfig.class, Map.of());
    }

    /** A configuration with these settings; the others are the default. */
    public static <C> C config(Class<C> type, Map<String, ?> settings) {
        return type.cast(java.lang.reflect.Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> settings.containsKey(method.getName())
                        ? settings.get(method.getName())
                        : method.getDefaultValue()));
    }
}
