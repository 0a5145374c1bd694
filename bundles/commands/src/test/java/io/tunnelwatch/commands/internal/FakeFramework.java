package io.tunnelwatch.commands.internal;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** As much of a framework and of a shell's session as commands and completers see. */
public final class FakeFramework {

    public final Map<Class<?>, Object> services = new ConcurrentHashMap<>();
    /** Services that were got and not given back. */
    public final List<Object> held = new ArrayList<>();

    /** Sets the fields of a command or completer as Karaf does. */
    public <T> T inject(T target) throws IllegalAccessException {
        for (Class<?> type = target.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Reference.class)) {
                    field.setAccessible(true);
                    field.set(target, field.getType() == BundleContext.class ? context() : session());
                }
            }
        }
        return target;
    }

    /** The context of the bundle. */
    public BundleContext context() {
        return proxy(BundleContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getServiceReference" -> reference((Class<?>) arguments[0]);
            case "getService" -> hold(((Class<?>) ((ServiceReference<?>) arguments[0]).getProperty("type")));
            case "ungetService" -> held.remove(services.get(((ServiceReference<?>) arguments[0]).getProperty("type")));
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** A session without a terminal, as {@code bin/client 'command'} makes one. */
    public static Session session() {
        return proxy(
                Session.class, (proxy, method, arguments) -> method.getName().equals("getConsole") ? System.out : null);
    }

    private Object hold(Class<?> type) {
        Object service = services.get(type);
        held.add(service);
        return service;
    }

    private Object reference(Class<?> type) {
        if (!services.containsKey(type)) {
            return null;
        }
        return proxy(ServiceReference.class, (proxy, method, arguments) -> type);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
