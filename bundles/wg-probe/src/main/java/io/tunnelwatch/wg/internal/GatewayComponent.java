package io.tunnelwatch.wg.internal;

import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.internal.service.ProbeService;
import io.tunnelwatch.wg.internal.settings.GatewayConfig;
import io.tunnelwatch.wg.internal.settings.GatewaySettingsReader;
import io.tunnelwatch.wg.internal.settings.WrittenGateway;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configuration of a gateway. Wrong settings never keep it from being there: {@code wg:gateways} says so. */
@Component(
        service = {},
        immediate = true,
        configurationPid = GatewayConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = GatewayConfig.class, factory = true)
public final class GatewayComponent {

    private final ProbeService probe;
    private final ConfigurationName configuration;

    /** Begins to watch the gateway. */
    @Activate
    public GatewayComponent(@Reference ProbeComponent probe, GatewayConfig config, Map<String, Object> properties) {
        this(probe.service(), config, properties);
    }

    GatewayComponent(ProbeService probe, GatewayConfig config, Map<String, Object> properties) {
        this.probe = probe;
        this.configuration = ConfigurationName.of(properties);
        apply(config);
    }

    @Modified
    void modified(GatewayConfig config) {
        apply(config);
    }

    @Deactivate
    void deactivate() {
        probe.unwatch(configuration.pid());
        probe.configuredGateways().remove(configuration.pid());
    }

    private void apply(GatewayConfig config) {
        try {
            WrittenGateway written = new WrittenGateway(configuration, config);
            probe.watch(configuration.pid(), written.read());
            probe.configuredGateways().put(written);
        } catch (InvalidSettingException e) {
            String name = GatewaySettingsReader.name(configuration, config);
            probe.refuse(configuration.pid(), name, config.source(), e);
        }
    }
}
