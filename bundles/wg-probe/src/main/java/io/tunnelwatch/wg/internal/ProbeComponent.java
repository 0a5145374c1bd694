package io.tunnelwatch.wg.internal;

import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.wg.Explanation;
import io.tunnelwatch.wg.GatewayStatus;
import io.tunnelwatch.wg.PeerStatus;
import io.tunnelwatch.wg.WireGuardProbe;
import io.tunnelwatch.wg.internal.service.ProbeService;
import io.tunnelwatch.wg.internal.service.Sources;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The probe as a service. It is also what the components of gateways and peers hand their settings to, under its own
 * type, which no other bundle sees.
 */
@Component(
        service = {WireGuardProbe.class, ProbeComponent.class},
        immediate = true)
public final class ProbeComponent implements WireGuardProbe {

    private final ProbeService probe;

    /** Without it, and while it is not open, polls go on and their events wait. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    /** @param context knows where Karaf's data lies */
    @Activate
    public ProbeComponent(BundleContext context) {
        Path data =
                Path.of(Optional.ofNullable(context.getProperty("karaf.data")).orElse("data"));
        this.probe = new ProbeService(
                data.resolve("tunnelwatch").resolve("probe"),
                () -> Optional.ofNullable(log).filter(AlertLog::isOpen),
                Clock.systemUTC(),
                Sources.real(Clock.systemUTC()));
    }

    @Deactivate
    void deactivate() {
        probe.close();
    }

    ProbeService service() {
        return probe;
    }

    @Override
    public List<GatewayStatus> gateways() {
        return probe.gateways();
    }

    @Override
    public List<PeerStatus> peers() {
        return probe.peers();
    }

    @Override
    public List<PeerStatus> findPeers(String nameOrKey) {
        return probe.findPeers(nameOrKey);
    }

    @Override
    public Optional<Explanation> explain(PeerStatus peer) {
        return probe.explain(peer);
    }

    @Override
    public Optional<GatewayStatus> poll(String gateway) throws InterruptedException {
        return probe.poll(gateway);
    }
}
