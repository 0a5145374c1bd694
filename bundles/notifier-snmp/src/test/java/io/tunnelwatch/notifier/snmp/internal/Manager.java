package io.tunnelwatch.notifier.snmp.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A manager on the loopback that takes whatever authenticates itself, and confirms what asks for it. */
final class Manager implements CommandResponder, AutoCloseable {

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final Snmp snmp;
    private final USM usm;
    private final int port;
    private volatile boolean confirming = true;

    /** @param port 0 for any */
    Manager(String address, int port, OctetString engineId) throws IOException {
        SecurityProtocols protocols = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.any);
        CounterSupport counters = new CounterSupport();
        counters.addCounterListener(new DefaultCounterListener());
        usm = new USM(protocols, engineId, 1, counters);
        usm.setEngineDiscoveryEnabled(true); // takes traps of any engine
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addMessageProcessingModel(new MPv3(
                engineId.getValue(),
                null,
                protocols,
                SecurityModels.getCollection(new SecurityModel[] {usm}),
                counters));
        DefaultUdpTransportMapping transport = new DefaultUdpTransportMapping(new UdpAddress(address + "/" + port));
        this.port = transport.getListenAddress().getPort();
        snmp = new Snmp(dispatcher, transport);
        snmp.addCommandResponder(this);
        snmp.listen();
    }

    static Manager start() throws IOException {
        return new Manager("127.0.0.1", 0, Engine.randomId());
    }

    Manager knowing(UsmUser user) {
        usm.addUser(user);
        return this;
    }

    /** From now on it takes informs and says nothing. */
    void beSilent() {
        confirming = false;
    }

    int port() {
        return port;
    }

    Told next() throws InterruptedException {
        Told next = told.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    List<Told> rest() {
        List<Told> rest = new ArrayList<>();
        told.drainTo(rest);
        return rest;
    }

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        PDU pdu = event.getPDU();
        told.add(new Told(
                pdu.getType(),
                event.getSecurityLevel(),
                new OctetString(event.getSecurityName()).toString(),
                List.copyOf(pdu.getVariableBindings())));
        event.setProcessed(true);
        if (pdu.getType() == PDU.INFORM && confirming) {
            confirm(event);
        }
    }

    private <A extends Address> void confirm(CommandResponderEvent<A> event) {
        PDU response = (PDU) event.getPDU().clone();
        response.setType(PDU.RESPONSE);
        try {
            event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            response,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (MessageException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        snmp.close();
    }

    /** One notification. */
    record Told(int type, int level, String name, List<VariableBinding> bindings) {

        /** The value of an object below the default root. */
        Variable value(String object) {
            return binding(new OID("1.3.6.1.4.1.8072.9999.9999.51820." + object));
        }

        Variable binding(OID oid) {
            return bindings.stream()
                    .filter(binding -> binding.getOid().equals(oid))
                    .map(VariableBinding::getVariable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + oid + " in " + bindings));
        }
    }
}
