package io.tunnelwatch.opennms.internal;

import io.tunnelwatch.opennms.internal.Definition.Reduction;
import java.util.List;
import org.opennms.integration.api.v1.config.events.EventConfExtension;
import org.opennms.integration.api.v1.config.events.EventDefinition;
import org.opennms.integration.api.v1.model.Severity;
import org.osgi.service.component.annotations.Component;

/** Tells OpenNMS what our events are: no file of its {@code etc} has to be edited. */
@Component(service = EventConfExtension.class)
public final class Definitions implements EventConfExtension {

    private static final String ABOUT =
            """
            <p>%parm[summary]%</p>
            <table>
            <tr><th>kind</th><td>%parm[kind]%</td></tr>
            <tr><th>gateway</th><td>%parm[gateway]% %parm[interface]%</td></tr>
            <tr><th>peer</th><td>%parm[peerName]% %parm[peerKey]%</td></tr>
            <tr><th>since</th><td>%parm[raisedAt]%</td></tr>
            <tr><th>alert</th><td>%parm[alertId]%</td></tr>
            </table>
            """;

    @Override
    public List<EventDefinition> getEventDefinitions() {
        return List.of(
                new Definition(
                        Uei.RAISED,
                        "Tunnelwatch: alert raised",
                        Severity.MINOR,
                        ABOUT,
                        "%parm[summary]%",
                        Reduction.beginning(Uei.KEY_OF_RAISED)),
                new Definition(
                        Uei.RESOLVED,
                        "Tunnelwatch: alert resolved",
                        Severity.NORMAL,
                        ABOUT,
                        "Over (%parm[reason]%): %parm[summary]%",
                        Reduction.ending(Uei.KEY_OF_RESOLVED, Uei.KEY_OF_RAISED)),
                new Definition(
                        Uei.ACKNOWLEDGED,
                        "Tunnelwatch: alert acknowledged",
                        Severity.NORMAL,
                        ABOUT,
                        "%parm[operator]% took on: %parm[summary]%",
                        null),
                new Definition(
                        Uei.UNACKNOWLEDGED,
                        "Tunnelwatch: alert given back",
                        Severity.NORMAL,
                        ABOUT,
                        "%parm[operator]% gave back: %parm[summary]%",
                        null));
    }
}
