package io.tunnelwatch.notifier.mqtt.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttConnAck;
import org.eclipse.paho.mqttv5.common.packet.MqttConnect;
import org.eclipse.paho.mqttv5.common.packet.MqttDisconnect;
import org.eclipse.paho.mqttv5.common.packet.MqttPingResp;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPubAck;
import org.eclipse.paho.mqttv5.common.packet.MqttPubComp;
import org.eclipse.paho.mqttv5.common.packet.MqttPubRec;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;

/** As much of an MQTT 5 broker as a publisher sees, and the faults of one. */
final class ScriptedBroker implements AutoCloseable {

    /** In place of a reason code. */
    static final int HANG = -1;

    /** In place of a reason code. */
    static final int DROP = -2;

    final List<MqttConnect> connects = new CopyOnWriteArrayList<>();
    final List<MqttPublish> published = new CopyOnWriteArrayList<>();
    final Map<String, String> retained = new ConcurrentHashMap<>();
    final List<Integer> farewells = new CopyOnWriteArrayList<>();
    volatile int pings;

    /** What a CONNECT is answered. */
    volatile int onConnect;

    /** What a PUBLISH is answered. */
    volatile Function<MqttPublish, Integer> onPublish = publish -> 0;

    /** What is said in a CONNACK. */
    volatile MqttProperties offer = new MqttProperties();

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    ScriptedBroker() throws IOException {
        this(new ServerSocket(0));
    }

    ScriptedBroker(ServerSocket server) {
        this.server = server;
        start("broker accepts", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "tcp://localhost:" + port();
    }

    List<String> topics() {
        return published.stream().map(MqttPublish::getTopicName).toList();
    }

    String payload(int index) {
        return new String(published.get(index).getPayload(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Ends all connections without a word. */
    void dropAll() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    /** Says good-bye on all connections, and leaves it to the clients to close them. */
    void disconnectAll(int reason) throws IOException, MqttException {
        for (Socket connection : connections) {
            send(connection, new MqttDisconnect(reason, new MqttProperties()));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropAll();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                start("broker serves", () -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        boolean[] farewell = {false};
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            while (answer(connection, in, farewell)) {
                // until it drops or leaves
            }
        } catch (IOException e) {
            // the client has gone
        } catch (MqttException e) {
            throw new IllegalStateException("the client sends nonsense", e);
        } finally {
            if (!farewell[0] && !connects.isEmpty()) {
                MqttConnect last = connects.get(connects.size() - 1);
                retained.put(
                        last.getWillDestination(),
                        new String(last.getWillMessage().getPayload()));
            }
        }
    }

    private boolean answer(Socket to, DataInputStream in, boolean[] farewell) throws IOException, MqttException {
        int first = in.readUnsignedByte();
        int length = 0;
        int digit;
        int shift = 0;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while ((digit & 0x80) != 0);
        byte[] body = in.readNBytes(length);
        switch (first >> 4) {
            case MqttWireMessage.MESSAGE_TYPE_CONNECT -> {
                connects.add(new MqttConnect((byte) 0, body));
                if (onConnect >= 0) {
                    send(to, new MqttConnAck(false, onConnect, offer));
                }
                return onConnect != DROP;
            }
            case MqttWireMessage.MESSAGE_TYPE_PUBLISH -> {
                return publish(to, new MqttPublish((byte) (first & 0x0F), body));
            }
            case MqttWireMessage.MESSAGE_TYPE_PUBREL -> send(
                    to, new MqttPubComp(0, (body[0] & 0xFF) << 8 | body[1] & 0xFF, new MqttProperties()));
            case MqttWireMessage.MESSAGE_TYPE_PINGREQ -> {
                pings++;
                send(to, new MqttPingResp());
            }
            case MqttWireMessage.MESSAGE_TYPE_DISCONNECT -> {
                farewell[0] = true;
                farewells.add(new MqttDisconnect(body).getReturnCode());
                return false;
            }
            default -> throw new IllegalStateException("packet " + (first >> 4));
        }
        return true;
    }

    private boolean publish(Socket to, MqttPublish publish) throws IOException, MqttException {
        published.add(publish);
        int reason = onPublish.apply(publish);
        if (reason == 0 && publish.getMessage().isRetained()) {
            retained.put(publish.getTopicName(), new String(publish.getPayload()));
        }
        if (reason >= 0) {
            send(
                    to,
                    publish.getQoS() == 2
                            ? new MqttPubRec(reason, publish.getMessageId(), new MqttProperties())
                            : new MqttPubAck(reason, publish.getMessageId(), new MqttProperties()));
        }
        return reason != DROP;
    }

    private static void send(Socket to, MqttWireMessage packet) throws IOException, MqttException {
        to.getOutputStream().write(packet.serialize());
        to.getOutputStream().flush();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, e) -> {
            if (!(e instanceof UncheckedIOException)) {
                e.printStackTrace();
            }
        });
        thread.start();
    }
}
