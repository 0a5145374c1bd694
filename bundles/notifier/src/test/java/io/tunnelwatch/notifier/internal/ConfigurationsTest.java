package io.tunnelwatch.notifier.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.notifier.ChannelStatus;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

class ConfigurationsTest {

    private static final String PID = "io.tunnelwatch.channel.email~noc";

    @TempDir
    Path folder;

    private Configuration[] present = {};
    private final Hashtable<String, Object> written = new Hashtable<>(Map.of(
            "service.pid",
            PID,
            "felix.fileinstall.filename",
            "file:/k/etc/" + PID + ".cfg",
            "password",
            "$[env:SMTP_PASSWORD]"));

    @Test
    void aFileWithATildeIsARefusedChannelUntilItIsRenamed() {
        OpenChannels channels =
                new OpenChannels(folder, Optional::empty, consumer -> () -> {}, Clock.systemUTC(), Clock.systemUTC());
        present = new Configuration[] {configuration(null)};
        ChannelConfigurations looking = new ChannelConfigurations(channels, admin());
        assertThat(channels.channels()).singleElement().satisfies(channel -> {
            assertThat(channel.id()).isEqualTo("email.noc");
            assertThat(channel.state()).isEqualTo(ChannelStatus.State.REFUSED);
            assertThat(channel.problems())
                    .singleElement()
                    .asString()
                    .contains("rename it to etc/io.tunnelwatch.channel.email-noc.cfg");
        });
        looking.configurationEvent(event(ConfigurationEvent.CM_DELETED));
        assertThat(channels.channels()).isEmpty();

        present = new Configuration[] {configuration("io.tunnelwatch.channel.email")};
        looking.configurationEvent(event(ConfigurationEvent.CM_UPDATED));
        assertThat(channels.channels()).isEmpty();
    }

    @Test
    void whoIsNoComponentSeesPlaceholdersAsTheyWereWritten() {
        present = new Configuration[] {configuration("io.tunnelwatch.channel.email")};
        KeptPlaceholders plugin = new KeptPlaceholders(admin());
        Dictionary<String, Object> shown =
                new Hashtable<>(Map.of("service.pid", PID, "password", "hunter2", "host", "localhost"));
        plugin.modifyConfiguration(null, shown);
        assertThat(shown.get("password")).isEqualTo("$[env:SMTP_PASSWORD]");
        assertThat(shown.get("host")).isEqualTo("localhost");

        Dictionary<String, Object> used = new Hashtable<>(Map.of("service.pid", PID, "password", "hunter2"));
        plugin.modifyConfiguration(only(ServiceReference.class, Map.of()), used);
        assertThat(used.get("password")).isEqualTo("hunter2");

        Dictionary<String, Object> others = new Hashtable<>(Map.of("service.pid", "org.other", "password", "x"));
        plugin.modifyConfiguration(null, others);
        assertThat(others.get("password")).isEqualTo("x");
    }

    private ConfigurationAdmin admin() {
        return only(ConfigurationAdmin.class, Map.of("listConfigurations", () -> present));
    }

    private Configuration configuration(String factoryPid) {
        return only(
                Configuration.class,
                Map.of("getPid", () -> PID, "getFactoryPid", () -> factoryPid, "getProperties", () -> written));
    }

    private static ConfigurationEvent event(int type) {
        ServiceReference<ConfigurationAdmin> reference = only(ServiceReference.class, Map.of());
        return new ConfigurationEvent(reference, type, null, PID);
    }

    /** The few methods that are called. */
    @SuppressWarnings("unchecked")
    private static <T> T only(Class<?> type, Map<String, Supplier<Object>> answers) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answers.getOrDefault(
                                method.getName(), () -> null)
                        .get());
    }
}
