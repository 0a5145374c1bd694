package io.tunnelwatch.web.internal.api;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.export.AlertExport;
import io.tunnelwatch.export.AlertFormat;
import io.tunnelwatch.history.AlertDetails;
import io.tunnelwatch.history.AlertFilter;
import io.tunnelwatch.history.AlertListing;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.history.PageCursor;
import io.tunnelwatch.history.PageRequest;
import io.tunnelwatch.json.AlertDocument;
import io.tunnelwatch.json.AlertListDocument;
import io.tunnelwatch.json.AlertView;
import io.tunnelwatch.log.AppendRefusedException;
import io.tunnelwatch.log.OperatorActions;
import io.tunnelwatch.settings.ArgumentReader;
import io.tunnelwatch.settings.InvalidArgumentException;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Document;
import io.tunnelwatch.web.internal.http.MediaTypes;
import io.tunnelwatch.web.internal.http.Parameters;
import io.tunnelwatch.web.internal.http.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code alerts}: the list, one of them, and what operators do to them. */
public final class AlertsResource {

    private static final String DEFAULT_LIMIT = "50";
    private static final Pattern ID_BEGINNING = Pattern.compile("[0-9a-f-]{1,36}");
    private static final Map<String, AlertFormat> EXPORTS = Stream.of(AlertFormat.CSV, AlertFormat.JSONL)
            .collect(Collectors.toMap(AlertFormat::mediaType, Function.identity()));
    private static final List<String> LIST_TYPES =
            List.of(MediaTypes.JSON, AlertFormat.CSV.mediaType(), AlertFormat.JSONL.mediaType());

    private final Services services;
    private final Exports exports;
    private final InstantSource clock;

    public AlertsResource(Services services, Exports exports, InstantSource clock) {
        this.services = services;
        this.exports = exports;
        this.clock = clock;
    }

    private record Reason(Optional<String> note) {

        Optional<String> text() {
            return note.map(String::strip).filter(text -> !text.isEmpty());
        }
    }

    @FunctionalInterface
    private interface Change {
        Alert apply(OperatorActions actions, Alert alert, Optional<String> note) throws AppendRefusedException;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/alerts", Access.READ, LIST_TYPES, this::list),
                new Route("GET", "/alerts/{id}", Access.READ, this::show),
                new Route("POST", "/alerts/{id}/ack", Access.WRITE, call -> act(call, OperatorActions::acknowledge)),
                new Route(
                        "POST", "/alerts/{id}/unack", Access.WRITE, call -> act(call, OperatorActions::unacknowledge)),
                new Route("POST", "/alerts/{id}/resolve", Access.WRITE, call -> act(call, OperatorActions::resolve)));
    }

    private Answer list(Call call) {
        return EXPORTS.containsKey(call.type()) ? export(call, EXPORTS.get(call.type())) : page(call);
    }

    private Answer page(Call call) {
        Parameters parameters = call.parameters(TypedParameters.with(TypedParameters.FILTER, "limit", "cursor"));
        AlertFilter filter = TypedParameters.filter(parameters).read("", clock.instant());
        int limit =
                ArgumentReader.number("limit", parameters.one("limit").orElse(DEFAULT_LIMIT), 1, PageRequest.MAX_LIMIT);
        PageRequest page = new PageRequest(limit, parameters.one("cursor").map(AlertsResource::cursor));
        return Document.of(200, AlertListDocument.of(services.listing().list(filter, page)));
    }

    /** All of the filter: there are no pages. */
    private Answer export(Call call, AlertFormat format) {
        Parameters parameters = call.parameters(TypedParameters.with(TypedParameters.FILTER));
        AlertFilter filter = TypedParameters.filter(parameters).read("", clock.instant());
        AlertListing listing = services.listing();
        if (services.history().isEmpty() && !listing.needsLogOnly(filter)) {
            throw Services.absent("no alert history");
        }
        return exports.of(new AlertExport(listing, filter), format);
    }

    private Answer show(Call call) {
        call.parameters();
        ListedAlert listed = AlertDetails.silencedAt(clock.instant(), find(call.variable("id")), services.openLog());
        AlertDetails details = AlertDetails.of(listed.alert().id(), services.openLog(), services.history());
        return Document.of(200, AlertDocument.of(listed, details.timeline(), details.deliveries(), details.history()));
    }

    private Answer act(Call call, Change change) {
        call.parameters();
        Reason reason = call.body(Reason.class);
        OperatorActions actions = new OperatorActions(services.requireOpenLog(), call.operator(), clock.instant());
        Alert alert = find(call.variable("id")).alert();
        return Refusals.orProblem(() ->
                Document.of(200, AlertView.of(new ListedAlert(change.apply(actions, alert, reason.text()), true))));
    }

    /** The one alert whose id begins so. */
    private ListedAlert find(String typed) {
        String beginning = typed.toLowerCase(Locale.ROOT);
        if (!ID_BEGINNING.matcher(beginning).matches()) {
            throw new Problem(404, "This is not the id of an alert, nor the beginning of one");
        }
        List<ListedAlert> found = services.listing().findByIdPrefix(beginning, 2);
        if (found.isEmpty()) {
            throw new Problem(404, "No alert has an id that begins with '" + beginning + "'");
        }
        if (found.size() > 1) {
            throw new Problem(404, "'" + beginning + "' begins the ids of several alerts: give more of it");
        }
        return found.get(0);
    }

    private static PageCursor cursor(String text) {
        try {
            return PageCursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentException("cursor", text, "what next of the page before says");
        }
    }
}
