package io.tunnelwatch.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The assembly as it comes out of its archive, in an empty home, with nothing to fetch from anywhere. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AssemblyIT {

    @TempDir
    static Path folder;

    private static KarafProcess karaf;

    @BeforeAll
    static void startForTheFirstTime() {
        karaf = KarafProcess.unpack(folder).start();
    }

    @AfterAll
    static void end() {
        if (karaf != null) {
            karaf.close();
        }
    }

    @Test
    void everyBundleIsActiveAndOursAreThere() {
        assertThat(karaf.inactiveBundles()).isEmpty();
        assertThat(karaf.ourBundles())
                .hasSize(20)
                .allMatch(line -> line.contains("Active") || line.contains("openjpa-sqlite"));
    }

    @Test
    void nothingIsFetchedIntoTheUsersHome() throws IOException {
        try (var files = Files.list(folder.resolve("home"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theClientSaysThatACommandFailed() {
        assertThat(karaf.run("alert:no-such-command").succeeded()).isFalse();
    }

    @Test
    void allPortsAreClosedToOtherMachines() throws IOException {
        assertThat(ListeningSockets.of(karaf.pid()))
                .hasSizeGreaterThanOrEqualTo(3)
                .extracting(InetSocketAddress::getAddress)
                .allMatch(address -> address.isLoopbackAddress());
    }

    @Test
    void noKnownPasswordOpensIt() {
        for (String user : new String[] {"karaf", "admin", "smx", "root"}) {
            assertThatThrownBy(() -> logIn(user, user)).as(user).isInstanceOf(SecurityException.class);
        }
        assertThatThrownBy(() -> logIn("admin", "")).isInstanceOf(SecurityException.class);
    }

    @Test
    void thePasswordIsPrintedOnceAndStoredHashed() throws IOException {
        String password = printedPassword();

        logIn("admin", password);
        assertThat(karaf.console()).containsOnlyOnce(password);
        assertThat(Files.readString(karaf.etc("users.properties")))
                .contains("{CRYPT}")
                .doesNotContain(password);
        assertThat(karaf.logTail(Integer.MAX_VALUE)).doesNotContain(password);
        for (Path secret : new Path[] {
            karaf.etc("users.properties"), karaf.etc("client.key"), karaf.data("tunnelwatch/first-password")
        }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .as(secret.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void theSecondStartKeepsThePasswordAndPrintsNone() throws IOException {
        String password = printedPassword();
        karaf.stop();

        karaf.start();

        logIn("admin", password);
        assertThat(karaf.console()).containsOnlyOnce("password  ");
        assertThat(karaf.inactiveBundles()).isEmpty();
    }

    private static String printedPassword() {
        Matcher printed = Pattern.compile("password {2}(\\S+)").matcher(karaf.console());
        assertThat(printed.find()).as(karaf.console()).isTrue();
        return printed.group(1);
    }

    /** Through JMX, which asks the same realm as SSH and needs no library. */
    private static void logIn(String user, String password) throws IOException {
        String url = "service:jmx:rmi://127.0.0.1:%d/jndi/rmi://127.0.0.1:%d/karaf-root"
                .formatted(karaf.rmiServerPort(), karaf.rmiRegistryPort());
        Map<String, Object> environment = Map.of(JMXConnector.CREDENTIALS, new String[] {user, password});
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(url), environment)) {
            assertThat(connector.getConnectionId()).isNotEmpty();
        }
    }
}
