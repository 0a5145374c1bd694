package io.tunnelwatch.wg.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.internal.service.ProbeService;
import io.tunnelwatch.wg.internal.service.Sources;
import io.tunnelwatch.wg.internal.settings.GatewayConfig;
import io.tunnelwatch.wg.internal.testing.Configs;
import io.tunnelwatch.wg.internal.testing.FoldedLog;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

class MisnamedConfigurationsTest {

    private static final String PID = "io.tunnelwatch.gateway~berlin";

    @TempDir
    private Path directory;

    private final FoldedLog log = new FoldedLog();
    private Configuration[] present = {};
    private ProbeService probe;

    @BeforeEach
    void open() {
        probe = new ProbeService(directory, () -> Optional.of(log), Clock.systemUTC(), Sources.real(Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void aFileWithATildeIsAMisconfiguredGatewayUntilItIsRenamed() {
        present = new Configuration[] {configuration(null)};
        MisnamedConfigurations looking = new MisnamedConfigurations(probe, admin());
        assertThat(probe.gateways()).singleElement().satisfies(gateway -> {
            assertThat(gateway.name()).isEqualTo("berlin");
            assertThat(gateway.state()).isEqualTo(GatewayStatus.State.MISCONFIGURED);
            assertThat(gateway.problem().orElseThrow()).contains("rename it to etc/io.tunnelwatch.gateway-berlin.cfg");
        });

        looking.configurationEvent(event(ConfigurationEvent.CM_DELETED, null));
        assertThat(probe.gateways()).isEmpty();
    }

    @Test
    void oneThatComesLaterIsSeenAndItsLateGoodbyeDoesNotEndTheGatewayOfTheNewFile() {
        MisnamedConfigurations looking = new MisnamedConfigurations(probe, admin());
        present = new Configuration[] {configuration(null)};
        looking.configurationEvent(event(ConfigurationEvent.CM_UPDATED, null));
        assertThat(probe.gateways()).extracting(GatewayStatus::name).containsExactly("berlin");

        GatewayConfig scenario = Configs.of(GatewayConfig.class, Map.of("source", "scenario"));
        new GatewayComponent(probe, scenario, Configs.pid(PID));
        looking.configurationEvent(event(ConfigurationEvent.CM_DELETED, null));
        assertThat(probe.gateways()).singleElement().satisfies(gateway -> assertThat(gateway.state())
                .isNotEqualTo(GatewayStatus.State.MISCONFIGURED));
    }

    @Test
    void anInstanceOfTheFactoryIsRight() {
        present = new Configuration[] {configuration("io.tunnelwatch.gateway")};
        MisnamedConfigurations looking = new MisnamedConfigurations(probe, admin());
        looking.configurationEvent(event(ConfigurationEvent.CM_UPDATED, "io.tunnelwatch.gateway"));
        assertThat(probe.gateways()).isEmpty();
    }

    private ConfigurationAdmin admin() {
        return only(ConfigurationAdmin.class, Map.of("listConfigurations", () -> present));
    }

    private static Configuration configuration(String factoryPid) {
        return only(
                Configuration.class,
                Map.of(
                        "getPid",
                        () -> PID,
                        "getFactoryPid",
                        () -> factoryPid,
                        "getProperties",
                        () -> new Hashtable<>(Map.of("felix.fileinstall.filename", "file:/k/etc/" + PID + ".cfg"))));
    }

    private ConfigurationEvent event(int type, String factoryPid) {
        ServiceReference<ConfigurationAdmin> reference = only(ServiceReference.class, Map.of());
        return new ConfigurationEvent(reference, type, factoryPid, PID);
    }

    /** The few methods that are called. */
    @SuppressWarnings("unchecked")
    private static <T> T only(Class<?> type, Map<String, Supplier<Object>> answers) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName()).get());
    }
}
