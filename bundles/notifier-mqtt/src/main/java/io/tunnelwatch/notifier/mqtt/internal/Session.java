package io.tunnelwatch.notifier.mqtt.internal;

import io.tunnelwatch.notifier.channel.DeliveryException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttDisconnect;
import org.eclipse.paho.mqttv5.common.packet.MqttPingReq;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPubRel;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;

/**
 * What we have to do with a broker from CONNECT to DISCONNECT. For one thread. An {@link IOException} is the end of it,
 * and so is a {@link DeliveryException} after which it is not {@link #isAlive alive}.
 */
final class Session implements Closeable {

    /** So many are under way at once, in refreshing: few enough to fit into the buffers of a broker that hangs. */
    private static final int MOST_UNDER_WAY = 16;

    private static final int LAST_PACKET_ID = 65_535;

    private final MqttSettings settings;
    private final Wire wire;
    private final Limits limits;
    private int packetId;
    private boolean ended;

    Session(MqttSettings settings, Wire wire, Limits limits) {
        this.settings = settings;
        this.wire = wire;
        this.limits = limits;
    }

    /** Whether the broker has not ended it; takes what it sent unasked. */
    boolean isAlive() {
        try {
            for (Optional<Frame> frame = wire.poll(settings.timeout());
                    frame.isPresent() && !ended;
                    frame = wire.poll(settings.timeout())) {
                ended = frame.get().type() == MqttWireMessage.MESSAGE_TYPE_DISCONNECT;
            }
            return !ended;
        } catch (IOException e) {
            return false;
        }
    }

    /** Lets the broker know that we are there; returns when it has answered. */
    void ping() throws IOException, DeliveryException {
        wire.write(new MqttPingReq());
        while (next(settings.timeout()).type() != MqttWireMessage.MESSAGE_TYPE_PINGRESP) {
            // a late answer to something else
        }
    }

    /**
     * Publishes, and returns when the broker has taken all of it.
     *
     * @throws DeliveryException it refused some of it, of which this is the first; it has taken the others
     */
    void publish(Collection<Publication> publications) throws IOException, DeliveryException {
        publish(publications, settings.timeout());
    }

    /**
     * Says good-bye: no last will is published.
     *
     * @param timeout for the answer
     */
    void leave(Duration timeout) throws IOException, DeliveryException {
        publish(List.of(Publication.ofStatus(settings.topics(), false)), timeout);
        try {
            wire.write(new MqttDisconnect(0, new MqttProperties()));
        } catch (MqttException e) {
            throw new IOException("no packet to disconnect with", e);
        }
    }

    private void publish(Collection<Publication> publications, Duration timeout) throws IOException, DeliveryException {
        Queue<Publication> waiting = new ArrayDeque<>(publications);
        Map<Integer, Publication> underWay = new HashMap<>();
        Optional<DeliveryException> refusal = Optional.empty();
        while (!waiting.isEmpty() || !underWay.isEmpty()) {
            Optional<DeliveryException> refused =
                    waiting.isEmpty() || underWay.size() == limits.underWay(MOST_UNDER_WAY)
                            ? takeAnswer(underWay, timeout)
                            : begin(waiting.remove(), underWay);
            refusal = refusal.or(() -> refused);
        }
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private Optional<DeliveryException> begin(Publication publication, Map<Integer, Publication> underWay)
            throws IOException {
        packetId = packetId == LAST_PACKET_ID ? 1 : packetId + 1;
        MqttPublish packet = publication.packet(limits.qos(settings.qos()), packetId);
        if (Wire.bytes(packet).length > limits.packetBytes(Wire.LONGEST)) {
            return Optional.of(DeliveryException.permanent(
                    publication.topic() + ": the message is larger than " + limits.packetBytes(Wire.LONGEST)
                            + " bytes, which is the most that may be sent",
                    null));
        }
        wire.write(packet);
        underWay.put(packetId, publication);
        return Optional.empty();
    }

    private Optional<DeliveryException> takeAnswer(Map<Integer, Publication> underWay, Duration timeout)
            throws IOException, DeliveryException {
        Frame frame = next(timeout);
        boolean received = frame.type() == MqttWireMessage.MESSAGE_TYPE_PUBREC;
        boolean complete = frame.type() == MqttWireMessage.MESSAGE_TYPE_PUBACK
                || frame.type() == MqttWireMessage.MESSAGE_TYPE_PUBCOMP;
        if (!received && !complete) {
            return Optional.empty();
        }
        boolean refused = frame.reason() >= Reasons.FIRST_REFUSAL;
        if (received && !refused) {
            release(frame.packetId());
            return Optional.empty();
        }
        return Optional.ofNullable(underWay.remove(frame.packetId()))
                .filter(publication -> refused)
                .map(publication -> Reasons.refused(
                        settings.broker() + " refuses a message to " + publication.topic() + " (check its access list)",
                        frame.reason(),
                        frame.reasonText()));
    }

    private void release(int id) throws IOException {
        try {
            wire.write(new MqttPubRel(0, id, new MqttProperties()));
        } catch (MqttException e) {
            throw new IOException("no packet to release with", e);
        }
    }

    private Frame next(Duration timeout) throws IOException, DeliveryException {
        Frame frame = wire.read(timeout);
        if (frame.type() == MqttWireMessage.MESSAGE_TYPE_DISCONNECT) {
            ended = true;
            throw Reasons.refused(settings.broker() + " ended the connection", frame.reason(), frame.reasonText());
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
