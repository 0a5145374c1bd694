package io.tunnelwatch.wg.internal;

import io.tunnelwatch.settings.ConfigurationName;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.internal.service.ProbeService;
import io.tunnelwatch.wg.internal.settings.PeerConfig;
import io.tunnelwatch.wg.internal.settings.PeerSettingsReader;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configuration of a peer. */
@Component(
        service = {},
        immediate = true,
        configurationPid = PeerConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = PeerConfig.class, factory = true)
public final class PeerComponent {

    private static final Logger LOG = LoggerFactory.getLogger(PeerComponent.class);

    private final ProbeService probe;
    private final ConfigurationName configuration;

    /** Makes the settings count. */
    @Activate
    public PeerComponent(@Reference ProbeComponent probe, PeerConfig config, Map<String, Object> properties) {
        this(probe.service(), config, properties);
    }

    PeerComponent(ProbeService probe, PeerConfig config, Map<String, Object> properties) {
        this.probe = probe;
        this.configuration = ConfigurationName.of(properties);
        apply(config);
    }

    @Modified
    void modified(PeerConfig config) {
        apply(config);
    }

    @Deactivate
    void deactivate() {
        probe.removePeer(configuration.pid());
    }

    private void apply(PeerConfig config) {
        try {
            probe.putPeer(configuration.pid(), PeerSettingsReader.read(configuration, config));
        } catch (InvalidSettingException e) {
            LOG.error("The peer's settings are refused, what was set before goes on to hold: {}", e.getMessage());
        }
    }
}
