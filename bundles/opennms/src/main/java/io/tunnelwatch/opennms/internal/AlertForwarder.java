package io.tunnelwatch.opennms.internal;

import io.tunnelwatch.listener.AlertListener;
import io.tunnelwatch.listener.AlertNews;
import io.tunnelwatch.log.NotTakenException;
import java.util.Optional;
import org.opennms.integration.api.v1.events.EventForwarder;
import org.opennms.integration.api.v1.model.InMemoryEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends what happens to OpenNMS. It is there while OpenNMS is, and the log remembers where it was: what comes meanwhile
 * waits there. After a gap in the log {@link AlarmWatch} sets right what is missing.
 */
@Component(service = AlertListener.class, property = AlertListener.ID + "=" + AlertForwarder.ID)
public final class AlertForwarder implements AlertListener {

    static final String ID = "opennms";

    private final EventForwarder openNms;

    /** @param openNms takes events */
    @Activate
    public AlertForwarder(@Reference EventForwarder openNms) {
        this.openNms = openNms;
    }

    @Override
    public void onNews(AlertNews news) throws NotTakenException {
        Optional<InMemoryEvent> event = EventWriter.write(news.event(), news.alert());
        if (event.isPresent()) {
            try {
                openNms.sendSync(event.get());
            } catch (RuntimeException e) { // the API names none
                throw new NotTakenException("OpenNMS did not take the event: " + e.getMessage(), e);
            }
        }
    }
}
