package io.tunnelwatch.notifier.snmp.internal;

import io.tunnelwatch.notifier.snmp.internal.Login.Community;
import io.tunnelwatch.notifier.snmp.internal.Login.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.SNMP4JSettings.ReportSecurityLevelStrategy;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.CounterListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/**
 * A socket, the two threads of SNMP4J behind it, and what it knows of the manager. None of it is shared with other
 * channels: SNMP4J's own singletons would be.
 */
final class Session implements AutoCloseable {

    static {
        // or what is wrong with a user or a password would not be heard. Who forges such a report gains a further
        // attempt
        SNMP4JSettings.setReportSecurityLevelStrategy(ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
    }

    private final SnmpSettings settings;
    private final Engine engine;
    private final ManagerSocket socket;
    private final Snmp snmp;
    private @Nullable Answer pending; // both under this
    private boolean closed;

    /**
     * Opens it.
     *
     * @param engine who sends, with v3
     */
    Session(SnmpSettings settings, Engine engine) throws IOException {
        this.settings = settings;
        this.engine = engine;
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        if (settings.login() instanceof User user) {
            dispatcher.addMessageProcessingModel(v3(user, engine));
        } else {
            dispatcher.addMessageProcessingModel(new MPv2c());
        }
        this.socket = new ManagerSocket();
        this.snmp = new Snmp(dispatcher, socket);
        try {
            snmp.listen();
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // such as: no further thread
            snmp.close();
            throw e;
        }
    }

    /** Sends a trap: it is on its way. */
    void trap(List<VariableBinding> bindings) throws IOException {
        send(PDU.TRAP, bindings, null);
    }

    /** Sends an inform; the answer is still to come. */
    Answer inform(List<VariableBinding> bindings) throws IOException {
        Answer answer = new Answer(settings);
        send(PDU.INFORM, bindings, answer);
        return answer;
    }

    /** Ends it. Who waits for an answer gets none. From any thread. */
    @Override
    public void close() throws IOException {
        Answer ended;
        synchronized (this) {
            closed = true;
            ended = pending;
        }
        snmp.close();
        if (ended != null) {
            ended.end(); // SNMP4J drops the listeners before it would tell them
        }
    }

    private void send(int type, List<VariableBinding> bindings, @Nullable Answer answer) throws IOException {
        Target<UdpAddress> target = target();
        synchronized (this) {
            if (closed) { // SNMP4J would open another socket
                throw new SocketException("the channel is closed");
            }
            pending = answer;
            snmp.send(pdu(type, bindings), target, null, answer);
        }
    }

    /** Asked for each time: a name may have got another address. */
    private Target<UdpAddress> target() throws IOException {
        boolean byCommunity = settings.login() instanceof Community;
        Target<UdpAddress> target = byCommunity ? new CommunityTarget<>() : new UserTarget<>();
        target.setVersion(byCommunity ? SnmpConstants.version2c : SnmpConstants.version3);
        InetAddress manager = InetAddress.getByName(settings.host());
        socket.hear(manager);
        target.setAddress(new UdpAddress(manager, settings.port()));
        target.setSecurityName(settings.login().name());
        target.setSecurityLevel(settings.login().level().getSnmpValue());
        target.setTimeout(settings.timeout().toMillis());
        target.setRetries(settings.retries());
        return target;
    }

    private PDU pdu(int type, List<VariableBinding> bindings) {
        PDU pdu = settings.login() instanceof User ? new ScopedPDU() : new PDU();
        pdu.setType(type);
        pdu.addAll(bindings);
        // whose objects a trap is about: ours. An inform gets the manager's when that is known
        if (type == PDU.TRAP && pdu instanceof ScopedPDU scoped) {
            scoped.setContextEngineID(engine.id());
        }
        return pdu;
    }

    private static MPv3 v3(User user, Engine engine) {
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
        user.authentication()
                .ifPresent(key -> protocols.addAuthenticationProtocol(key.kind().protocol()));
        user.privacy().ifPresent(key -> protocols.addPrivacyProtocol(key.kind().protocol()));
        CounterSupport counters = new CounterSupport();
        CounterListener counting = new DefaultCounterListener();
        counters.addCounterListener(counting);
        OctetString id = engine.id();
        USM usm = new USM(protocols, id, engine.boots(), counters);
        usm.addUser(user.usmUser());
        SecurityModels models = SecurityModels.getCollection(new SecurityModel[] {usm});
        return new MPv3(id.getValue(), null, protocols, models, counters);
    }
}
