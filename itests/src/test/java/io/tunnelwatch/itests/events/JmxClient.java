package io.tunnelwatch.itests.events;

import io.tunnelwatch.itests.karaf.KarafProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A JMX client over RMI, with a user's login and no class of ours, as JConsole is one. */
final class JmxClient implements AutoCloseable {

    /** What came, and when, in milliseconds. */
    record Received(long at, Notification notification) {

        @SuppressWarnings("unchecked")
        Map<String, String> alert() {
            return (Map<String, String>) notification.getUserData();
        }
    }

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    private JmxClient(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    static JmxClient connect(KarafProcess karaf, String user, String password) {
        String address = "service:jmx:rmi://127.0.0.1:%d/jndi/rmi://127.0.0.1:%d/karaf-root"
                .formatted(karaf.rmiServerPort(), karaf.rmiRegistryPort());
        try {
            return new JmxClient(JMXConnectorFactory.connect(
                    new JMXServiceURL(address), Map.of(JMXConnector.CREDENTIALS, new String[] {user, password})));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot connect to " + address, e);
        }
    }

    void listenTo(String name) throws JMException, IOException {
        server.addNotificationListener(
                new ObjectName(name),
                (notification, handback) -> received.add(new Received(System.currentTimeMillis(), notification)),
                null,
                null);
    }

    List<Received> received() {
        return received;
    }

    Object attribute(String name, String attribute) throws JMException, IOException {
        return server.getAttribute(new ObjectName(name), attribute);
    }

    Object call(String name, String operation) throws JMException, IOException {
        return server.invoke(new ObjectName(name), operation, new Object[0], new String[0]);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
