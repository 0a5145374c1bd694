package io.tunnelwatch.wg.internal.testing;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as Declarative Services would make them: what is set, and the defaults of the rest. */
public final class Configs {

    private Configs() {}

    public static Map<String, Object> pid(String pid) {
        return Map.of("service.pid", pid);
    }

    public static <C> C of(Class<C> type, Map<String, String> settings) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            String value = settings.get(method.getName());
            if (value == null) {
                return method.getDefaultValue();
            }
            return method.getReturnType().isArray() ? new String[] {value} : value;
        }));
    }
}
