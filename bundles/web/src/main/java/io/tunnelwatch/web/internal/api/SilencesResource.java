package io.tunnelwatch.web.internal.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tunnelwatch.alert.Silence;
import io.tunnelwatch.alert.TypedSilence;
import io.tunnelwatch.json.SilenceView;
import io.tunnelwatch.json.SilencesDocument;
import io.tunnelwatch.log.AlertLog;
import io.tunnelwatch.log.OperatorActions;
import io.tunnelwatch.web.internal.http.Access;
import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.Document;
import io.tunnelwatch.web.internal.http.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code silences}: those that hold or are yet to come. */
public final class SilencesResource {

    private final Services services;
    private final InstantSource clock;

    public SilencesResource(Services services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    /** The names are those of the options of {@code alert:silence}; {@code for} is a word of Java. */
    private record Wanted(
            boolean all,
            Optional<String> gateway,
            Optional<String> peer,
            Optional<String> kind,
            @JsonProperty("for") Optional<String> length,
            Optional<String> from,
            Optional<String> every,
            Optional<String> zone,
            Optional<String> until,
            Optional<String> note) {

        TypedSilence typed() {
            return new TypedSilence(all, gateway, peer, kind, length.orElse(""), from, every, zone, until, note);
        }
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/silences", Access.READ, this::list),
                new Route("POST", "/silences", Access.WRITE, this::create),
                new Route("DELETE", "/silences/{id}", Access.WRITE, this::end));
    }

    private Answer list(Call call) {
        call.parameters();
        Instant now = clock.instant();
        return Document.of(
                200, SilencesDocument.of(services.requireOpenLog().openAlerts().silences(now), now));
    }

    private Answer create(Call call) {
        call.parameters();
        Instant now = clock.instant();
        OperatorActions actions = new OperatorActions(services.requireOpenLog(), call.operator(), now);
        Silence silence = call.body(Wanted.class).typed().read("", actions.newId(), call.operator(), now);
        return Refusals.orProblem(() -> {
            actions.silence(silence);
            return Document.of(201, SilenceView.of(silence, now));
        });
    }

    private Answer end(Call call) {
        call.parameters();
        AlertLog log = services.requireOpenLog();
        Instant now = clock.instant();
        Silence silence = log.openAlerts().silences(now).stream()
                .filter(one -> one.id().toString().equals(call.variable("id")))
                .findFirst()
                .orElseThrow(() -> new Problem(404, "No silence that holds or is yet to come has this id"));
        return Refusals.orProblem(() -> {
            new OperatorActions(log, call.operator(), now).unsilence(silence, Optional.empty());
            return Answer.NO_CONTENT;
        });
    }
}
