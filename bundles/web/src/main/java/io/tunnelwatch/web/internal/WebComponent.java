package io.tunnelwatch.web.internal;

import io.tunnelwatch.history.AlertHistory;
import io.tunnelwatch.log.AlertConsumer;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.login.LoginService;
import io.tunnelwatch.notifier.Notifier;
import io.tunnelwatch.settings.InvalidSettingException;
import io.tunnelwatch.web.internal.api.Services;
import io.tunnelwatch.web.internal.events.EventHub;
import io.tunnelwatch.wg.WireGuardProbe;
import java.time.InstantSource;
import java.util.Dictionary;
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

/** The web bundle in OSGi: settings and services in, a servlets out, in a context of its own (HTTP whiteboard). */
@Component(
        service = {},
        immediate = true,
        configurationPid = WebConfig.PID)
@Designate(ocd = WebConfig.class)
@RequireHttpWhiteboard
public final class WebComponent implements Services {

    private static final Logger LOG = LoggerFactory.getLogger(WebComponent.class);

    private static final String CONTEXT = "tunnelwatch";

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

    private final Web web;
    private final ServiceRegistration<?> consumer;
    private final ServiceRegistration<?> context;
    private final List<ServiceRegistration<?>> servlets;
    private volatile WebSettings settings;

    /** @throws InvalidSettingException wrong settings at the start: nothing is served by rules that nobody meant */
    @Activate
    public WebComponent(BundleContext bundleContext, WebConfig config, @Reference LoginService login) {
        this.settings = WebSettingsReader.read(config);
        this.web = new Web(
                this,
                login,
                () -> settings,
                InstantSource.system(),
                Web.Times.USUAL,
                BundleFiles.below(bundleContext.getBundle(), "page"));
        this.consumer = bundleContext.registerService(AlertConsumer.class, web.events(), null);
        this.context = bundleContext.registerService(
                ServletContextHelper.class,
                new ServletContextHelper(bundleContext.getBundle()) {},
                properties(Map.of(
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME,
                        CONTEXT,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_PATH,
                        Web.PATH)));
        this.servlets = List.of(
                serve(bundleContext, web.api(), "tunnelwatch-api", Web.API_PATTERN),
                serve(bundleContext, web.page(), "tunnelwatch-page", Web.PAGE_PATTERN));
    }

    /** Takes new settings; wrong ones are refused, and those before hold on. */
    @Modified
    void modified(WebConfig config) {
        try {
            settings = WebSettingsReader.read(config);
        } catch (InvalidSettingException e) {
            LOG.error("{}. The settings from before hold on", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        servlets.forEach(WebComponent::unregister);
        unregister(context);
        unregister(consumer);
        web.close();
        // it begins anew with the next start: the log keeps nothing for it
        log().ifPresent(present -> present.forget(EventHub.CONSUMER_ID));
    }

    @Override
    public Optional<AlertLog> log() {
        return Optional.ofNullable(log);
    }

    @Override
    public Optional<AlertHistory> history() {
        return Optional.ofNullable(history);
    }

    @Override
    public Optional<WireGuardProbe> probe() {
        return Optional.ofNullable(probe);
    }

    @Override
    public Optional<Notifier> notifier() {
        return Optional.ofNullable(notifier);
    }

    private static ServiceRegistration<?> serve(BundleContext bundles, Servlet servlet, String name, String pattern) {
        return bundles.registerService(
                Servlet.class,
                servlet,
                properties(Map.of(
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME,
                        name,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
                        pattern,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED,
                        true,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT,
                        "(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=" + CONTEXT + ")")));
    }

    private static Dictionary<String, ?> properties(Map<String, ?> properties) {
        return new Hashtable<>(properties);
    }

    private static void unregister(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            // the bundle stops: the framework was faster
        }
    }
}
