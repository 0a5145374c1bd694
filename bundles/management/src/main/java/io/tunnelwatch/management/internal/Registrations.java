package io.tunnelwatch.management.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MBeans that are registered now. Belongs to one thread at a time. */
final class Registrations {

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
    private static final Pattern TO_QUOTE = Pattern.compile("[,=:\"*?\\n]");

    private final MBeanServer server;
    private final Map<ObjectName, Object> registered = new LinkedHashMap<>();

    Registrations(MBeanServer server) {
        this.server = server;
    }

    /** The name of one of several MBeans of a type. */
    static String name(String domainAndType, String name) {
        return domainAndType + ",name=" + (TO_QUOTE.matcher(name).find() ? ObjectName.quote(name) : name);
    }

    /** Registers what is wanted and not there, and takes out what is there and not wanted. */
    void become(Map<String, Supplier<Object>> wanted) {
        Map<ObjectName, Supplier<Object>> byName = new LinkedHashMap<>();
        wanted.forEach((name, bean) -> byName.put(objectName(name), bean));
        registered.keySet().removeIf(name -> !byName.containsKey(name) && unregister(name));
        byName.forEach((name, bean) -> registered.computeIfAbsent(name, key -> register(key, bean.get())));
    }

    private Object register(ObjectName name, Object bean) {
        try {
            try {
                server.registerMBean(bean, name);
            } catch (InstanceAlreadyExistsException e) {
                // left behind by a bundle that could not clean up
                server.unregisterMBean(name);
                server.registerMBean(bean, name);
            }
        } catch (JMException | RuntimeException e) {
            LOG.error("The MBean {} can not be registered; JMX goes without it", name, e);
        }
        return bean;
    }

    private boolean unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.debug("Somebody else has taken {} out", name);
        } catch (JMException | RuntimeException e) {
            LOG.warn("The MBean {} can not be taken out", name, e);
        }
        return true;
    }

    private static ObjectName objectName(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("Not a name of an MBean: " + name, e);
        }
    }
}
