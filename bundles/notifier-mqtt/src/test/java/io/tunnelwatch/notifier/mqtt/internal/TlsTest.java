package io.tunnelwatch.notifier.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tunnelwatch.notifier.channel.DeliveryException;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.settings.SettingReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void aBrokerIsBelievedWhoseCertificateTheFileHolds() throws Exception {
        KeyStore keys = keys("broker", "dns:localhost");
        try (ScriptedBroker broker = broker(keys)) {
            MqttTransport transport = transport(broker, pem(keys));
            transport.send(Message.of(Notices.raised("key")));
            transport.refresh(List.of());
            transport.close();

            assertThat(broker.retained).containsEntry("tunnelwatch/status", "offline");
        }
    }

    @Test
    void anotherCertificateOrNameIsNotBelieved() throws Exception {
        KeyStore keys = keys("broker", "dns:localhost");
        KeyStore strange = keys("strange", "dns:elsewhere");
        try (ScriptedBroker broker = broker(keys);
                ScriptedBroker elsewhere = broker(strange)) {
            assertThatThrownBy(() -> transport(broker, pem(strange)).send(Message.of(Notices.raised("key"))))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("caFile");
            assertThatThrownBy(() -> transport(elsewhere, pem(strange)).send(Message.of(Notices.raised("key"))))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageContaining("localhost");
            assertThat(broker.connects).isEmpty();
            assertThat(elsewhere.connects).isEmpty();
        }
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws Exception {
        try (ScriptedBroker broker = broker(keys("broker", "dns:localhost"))) {
            for (Path file :
                    List.of(folder.resolve("missing.pem"), Files.writeString(folder.resolve("empty.pem"), ""))) {
                assertThatThrownBy(() -> transport(broker, file).send(Message.of(Notices.raised("key"))))
                        .isInstanceOf(DeliveryException.class)
                        .hasMessageContaining(file.toString());
            }
        }
    }

    private static MqttTransport transport(ScriptedBroker broker, Path caFile) {
        return new MqttTransport(MqttSettingsReader.read(
                new SettingReader("pid"),
                Configs.mqtt(Map.of("url", "ssl://localhost:" + broker.port(), "caFile", caFile.toString())),
                "own-id"));
    }

    private static ScriptedBroker broker(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new ScriptedBroker(context.getServerSocketFactory().createServerSocket(0));
    }

    /** The JDK makes certificates only by its tool. */
    private KeyStore keys(String name, String alternativeName) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        tool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        name,
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + alternativeName,
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            keys.load(input, PASSWORD);
        }
        return keys;
    }

    private Path pem(KeyStore keys) throws Exception {
        String name = keys.aliases().nextElement();
        String certificate =
                Base64.getMimeEncoder().encodeToString(keys.getCertificate(name).getEncoded());
        return Files.writeString(
                folder.resolve(name + ".pem"),
                "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n");
    }
}
