package io.tunnelwatch.notifier.syslog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyslogTransportTest {

    private final SSLSocketFactory trusting;
    private final ServerSocketFactory tls;

    SyslogTransportTest() throws IOException, GeneralSecurityException {
        trusting = Collector.tls().getSocketFactory();
        tls = Collector.tls().getServerSocketFactory();
    }

    @Test
    void aDatagramIsAMessage() throws Exception {
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                SyslogTransport transport = transport(Settings.of(Protocol.UDP, collector.getLocalPort()))) {
            assertThat(transport.send(Sent.of("laptop").raised())).isEqualTo(Receipt.CONFIRMED);

            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            collector.setSoTimeout(10_000);
            collector.receive(packet);
            assertThat(Parsed.of(Arrays.copyOf(packet.getData(), packet.getLength()))
                            .parameters())
                    .containsEntry("peer", "laptop");
        }
    }

    @Test
    void aPortWhereNobodyListensIsHeardOfWithUdpToo() throws Exception {
        int port;
        try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = collector.getLocalPort();
        }
        try (SyslogTransport transport = transport(Settings.of(Protocol.UDP, port))) {
            assertTemporary(transport, "udp localhost:" + port);
        }
    }

    @Test
    void messagesShareAConnection() throws Exception {
        try (Collector collector = new Collector(ServerSocketFactory.getDefault(), 0);
                SyslogTransport transport = transport(Settings.of(Protocol.TCP, collector.port()))) {
            transport.send(digest("a", "b"));
            transport.send(Sent.of("c").raised());

            assertThat(List.of(peerOf(collector), peerOf(collector), peerOf(collector)))
                    .containsExactly("a", "b", "c");
        }
    }

    @Test
    void anEndedConnectionIsSeenBeforeAMessageIsLostInIt() throws Exception {
        try (Collector collector = new Collector(ServerSocketFactory.getDefault(), 0);
                SyslogTransport transport = transport(Settings.of(Protocol.TCP, collector.port()))) {
            for (int message = 0; message < 20; message++) {
                transport.send(Sent.of("peer" + message).raised());
                assertThat(peerOf(collector)).isEqualTo("peer" + message);
                hangUp(collector);
            }
        }
    }

    @Test
    void aRestartedCollectorGetsWhatCameMeanwhile() throws Exception {
        Collector first = new Collector(ServerSocketFactory.getDefault(), 0);
        int port = first.port();
        try (SyslogTransport transport = transport(Settings.of(Protocol.TCP, port))) {
            transport.send(Sent.of("before").raised());
            assertThat(peerOf(first)).isEqualTo("before");
            first.close();

            assertTemporary(transport, "tcp localhost:" + port);

            try (Collector second = new Collector(ServerSocketFactory.getDefault(), port)) {
                transport.send(Sent.of("after").raised());
                assertThat(peerOf(second)).isEqualTo("after");
            }
        }
    }

    @Test
    void tlsTellsMessagesAndSeesTheEndToo() throws Exception {
        try (Collector collector = new Collector(tls, 0);
                SyslogTransport transport = transport(Settings.of(Protocol.TLS, collector.port()))) {
            for (int message = 0; message < 10; message++) {
                transport.send(digest("a" + message, "b" + message));
                assertThat(peerOf(collector)).isEqualTo("a" + message);
                assertThat(peerOf(collector)).isEqualTo("b" + message);
                hangUp(collector);
            }
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (Collector collector = new Collector(tls, 0);
                SyslogTransport transport = transport(named("127.0.0.1", Protocol.TLS, collector.port()))) {
            assertTemporary(transport, "127.0.0.1");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        SyslogSettings settings;
        try (Collector collector = new Collector(tls, 0)) {
            settings = Settings.of(Protocol.TLS, collector.port());
            SSLSocketFactory strict = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (SyslogTransport transport = new SyslogTransport(settings, Settings.format(settings), strict)) {
                assertTemporary(transport, "PKIX");
            }
        }
    }

    @Test
    void linesEndWhereACollectorWantsThat() throws Exception {
        try (ServerSocket server = new ServerSocket(0);
                SyslogTransport transport = transport(newline(server.getLocalPort()))) {
            transport.send(digest("a\nb", "c"));
            try (Socket accepted = server.accept();
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(accepted.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(parameter(lines.readLine())).isEqualTo("a b");
                assertThat(parameter(lines.readLine())).isEqualTo("c");
            }
        }
    }

    @Test
    void aCollectorThatDoesNotReadHoldsUpASecond() throws Exception {
        try (ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(4096); // so that there is soon no room for what it does not read
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SyslogTransport transport = transport(hasty(Protocol.TCP, server.getLocalPort()))) {
                Message message = new Sent(Severity.CRITICAL, "berlin", "laptop", "long ".repeat(1000)).raised();
                assertThatThrownBy(() -> {
                            while (true) {
                                transport.send(message);
                            }
                        })
                        .isInstanceOf(DeliveryException.class)
                        .hasMessageContaining("not done within 1s");
            }
        }
    }

    @Test
    void aCollectorThatDoesNotAnswerHoldsUpASecond() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                SyslogTransport transport = transport(hasty(Protocol.TLS, silent.getLocalPort()))) {
            assertTemporary(transport, "not done within 1s");
        }
    }

    @Test
    void closingEndsASendUnderWay() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            SyslogTransport transport = transport(Settings.of(Protocol.TLS, silent.getLocalPort()));
            CompletableFuture<Receipt> sending = CompletableFuture.supplyAsync(() -> sent(transport));
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read()).isPositive(); // the handshake has begun
                long start = System.nanoTime();
                transport.close();

                assertThatThrownBy(sending::join).hasRootCauseInstanceOf(IOException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
            assertTemporary(transport, "closed");
        }
    }

    @Test
    void afterTheEndThereIsNoThread() throws Exception {
        try (Collector collector = new Collector(ServerSocketFactory.getDefault(), 0);
                SyslogTransport transport = transport(Settings.of(Protocol.TCP, collector.port()))) {
            transport.send(Sent.of("laptop").raised());
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("tunnelwatch-syslog")));
    }

    private static Receipt sent(SyslogTransport transport) {
        try {
            return transport.send(Sent.of("laptop").raised());
        } catch (DeliveryException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private SyslogTransport transport(SyslogSettings settings) {
        return new SyslogTransport(settings, Settings.format(settings), trusting);
    }

    private static Message digest(String... peers) {
        return new Message(
                Arrays.stream(peers).map(peer -> Sent.of(peer).raised().first()).toList(), Message.Occasion.ALERTS);
    }

    private static String peerOf(Collector collector) throws InterruptedException {
        return collector.next().parameters().getOrDefault("peer", "");
    }

    private static String parameter(String line) {
        return Parsed.of(line.getBytes(StandardCharsets.UTF_8)).parameters().getOrDefault("peer", "");
    }

    private static void hangUp(Collector collector) throws IOException {
        collector.hangUp();
        await().until(() -> !collector.isConnected());
    }

    private static void assertTemporary(SyslogTransport transport, String said) {
        assertThatThrownBy(() -> transport.send(Sent.of("laptop").raised()))
                .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.isPermanent())
                        .isFalse())
                .hasMessageContaining(said);
    }

    private static SyslogSettings hasty(Protocol protocol, int port) {
        SyslogSettings of = Settings.of(protocol, port);
        return new SyslogSettings(
                of.host(),
                port,
                protocol,
                of.framing(),
                of.facility(),
                of.appName(),
                of.hostname(),
                of.enterpriseNumber(),
                Duration.ofSeconds(1));
    }

    private static SyslogSettings newline(int port) {
        SyslogSettings of = Settings.of(Protocol.TCP, port);
        return new SyslogSettings(
                of.host(),
                port,
                Protocol.TCP,
                Framing.NEWLINE,
                of.facility(),
                of.appName(),
                of.hostname(),
                of.enterpriseNumber(),
                of.timeout());
    }

    private static SyslogSettings named(String host, Protocol protocol, int port) {
        SyslogSettings of = Settings.of(protocol, port);
        return new SyslogSettings(
                host,
                port,
                protocol,
                of.framing(),
                of.facility(),
                of.appName(),
                of.hostname(),
                of.enterpriseNumber(),
                of.timeout());
    }
}
