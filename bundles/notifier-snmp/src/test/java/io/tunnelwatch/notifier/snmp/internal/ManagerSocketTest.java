package io.tunnelwatch.notifier.snmp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.smi.Address;
import org.snmp4j.transport.TransportListener;

class ManagerSocketTest {

    private static final String MANAGER = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";

    @Test
    void onlyTheManagerIsHeard() throws IOException {
        List<Integer> heard = new CopyOnWriteArrayList<>();
        try (ManagerSocket socket = new ManagerSocket()) {
            socket.addTransportListener(new TransportListener() {
                @Override
                public <A extends Address> void processMessage(
                        TransportMapping<? super A> transport,
                        A sender,
                        ByteBuffer content,
                        TransportStateReference state) {
                    heard.add((int) content.get());
                }
            });
            socket.hear(InetAddress.getByName(MANAGER));
            socket.listen();
            int port = socket.getListenAddress().getPort();

            send(STRANGER, port, 1);
            send(MANAGER, port, 2);

            await().until(() -> heard.contains(2));
            assertThat(heard).containsExactly(2);
        }
    }

    private static void send(String from, int port, int content) throws IOException {
        try (DatagramSocket sender = new DatagramSocket(new InetSocketAddress(from, 0))) {
            InetSocketAddress receiver = new InetSocketAddress(MANAGER, port);
            sender.send(new DatagramPacket(new byte[] {(byte) content}, 1, receiver));
        }
    }
}
