package io.tunnelwatch.metrics.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.login.LoginService;
import io.tunnelwatch.metrics.internal.http.Door;
import io.tunnelwatch.metrics.internal.http.MetricsServlet;
import io.tunnelwatch.metrics.internal.sample.LogSource;
import io.tunnelwatch.metrics.internal.sample.NotifierSource;
import io.tunnelwatch.metrics.internal.sample.ProbeSource;
import io.tunnelwatch.metrics.internal.sample.Scrapes;
import io.tunnelwatch.metrics.internal.sample.StoreSource;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.wg.WireGuardProbe;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.Servlet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.osgi.service.http.whiteboard.annotations.RequireHttpWhiteboard;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics in OSGi: settings and services in, a servlet out, in a context of its own (HTTP whiteboard). */
@Component(
        service = {},
        immediate = true,
        configurationPid = MetricsConfig.PID)
@Designate(ocd = MetricsConfig.class)
@RequireHttpWhiteboard
public final class MetricsComponent {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsComponent.class);

    private static final String CONTEXT = "tunnelwatch-metrics";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertLog log;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable AlertHistory history;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable WireGuardProbe probe;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Notifier notifier;

    private final Scrapes scrapes;
    private final ServiceRegistration<?> context;
    private final ServiceRegistration<?> servlet;
    private volatile MetricsSettings settings;

    /** @throws InvalidSettingException wrong settings at the start: nothing is served by rules that nobody meant */
    @Activate
    public MetricsComponent(BundleContext bundleContext, MetricsConfig config, @Reference LoginService logins) {
        this.settings = MetricsSettings.of(config);
        this.scrapes = new Scrapes(List.of(
                new LogSource(() -> Optional.ofNullable(log)),
                new ProbeSource(() -> Optional.ofNullable(probe), () -> settings.peers()),
                new StoreSource(() -> Optional.ofNullable(history)),
                new NotifierSource(() -> Optional.ofNullable(notifier))));
        this.context = bundleContext.registerService(
                ServletContextHelper.class,
                new ServletContextHelper(bundleContext.getBundle()) {},
                new Hashtable<>(Map.of(
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME,
                        CONTEXT,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_PATH,
                        "/")));
        this.servlet = bundleContext.registerService(
                Servlet.class,
                new MetricsServlet(scrapes, new Door(logins, () -> settings.access())),
                new Hashtable<>(Map.of(
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME,
                        CONTEXT,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
                        "/metrics",
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT,
                        "(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=" + CONTEXT + ")")));
    }

    /** Takes new settings; wrong ones are refused, and those before hold on. */
    @Modified
    void modified(MetricsConfig config) {
        try {
            settings = MetricsSettings.of(config);
        } catch (InvalidSettingException e) {
            LOG.error("{}. The settings from before hold on", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        unregister(servlet);
        unregister(context);
        scrapes.close();
    }

    private static void unregister(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // the bundle stops: the framework was faster
        }
    }
}
