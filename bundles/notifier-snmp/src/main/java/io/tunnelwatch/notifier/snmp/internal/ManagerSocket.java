package io.tunnelwatch.notifier.snmp.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.snmp4j.TransportStateReference;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * A UDP socket that hears nobody but the manager. SNMP4J keeps what each sender says of its engine before it knows
 * whether the sender may say it: strangers could fill the memory.
 */
final class ManagerSocket extends DefaultUdpTransportMapping {

    private static final UdpAddress ANY = new UdpAddress("0.0.0.0/0");

    private volatile @Nullable InetAddress manager;

    ManagerSocket() throws IOException {
        super(ANY);
    }

    /** From now on this one is heard. */
    void hear(InetAddress address) {
        this.manager = address;
    }

    @Override
    protected void fireProcessMessage(DatagramPacket packet, ByteBuffer content, TransportStateReference state) {
        if (packet.getAddress().equals(manager)) {
            super.fireProcessMessage(packet, content, state);
        }
    }
}
