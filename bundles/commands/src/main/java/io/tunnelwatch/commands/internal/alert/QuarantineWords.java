package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.text.Times;
import io.tunnelwatch.history.Quarantined;
import io.tunnelwatch.history.Quarantined.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of a database file that was put away, in plain words. */
final class QuarantineWords {

    private QuarantineWords() {}

    /** All of it, on one line. */
    static String line(Quarantined quarantined, Times times) {
        return times.both(quarantined.at()) + ": " + quarantined.cause() + "; " + outcome(quarantined) + "; it is "
                + quarantined.file();
    }

    /** What the history got back, and what is lost. */
    static String outcome(Quarantined quarantined) {
        return quarantined
                .outcome()
                .map(QuarantineWords::outcome)
                .orElse(quarantined.salvaged() ? unfinished(quarantined) : "nothing is to be done with it");
    }

    private static String unfinished(Quarantined quarantined) {
        return quarantined
                .trouble()
                .map(why -> "not salvaged yet, it is tried again: " + why)
                .orElse("being salvaged");
    }

    private static String outcome(Outcome outcome) {
        long salvaged = outcome.salvagedAlerts();
        if (outcome.isWhole()) {
            return "whole again: " + (salvaged == 0 ? "nothing" : alerts(salvaged)) + (salvaged > 1 ? " were" : " was")
                    + " only in it";
        }
        return (salvaged == 0
                        ? ""
                        : alerts(salvaged) + " got back that " + (salvaged > 1 ? "were" : "was") + " only in it; ")
                + "at most " + String.join(" and ", losses(outcome)) + " lost"
                + when(outcome.lostFrom(), outcome.lostTo())
                + outcome.note().map(note -> " (" + note + ")").orElse("");
    }

    private static List<String> losses(Outcome outcome) {
        List<String> losses = new ArrayList<>();
        if (outcome.lostAlerts() > 0) {
            losses.add(alerts(outcome.lostAlerts()));
        }
        if (outcome.lostEvents() > 0) {
            losses.add(outcome.lostEvents() + (outcome.lostEvents() == 1 ? " event" : " events"));
        }
        return losses;
    }

    private static String when(Optional<Instant> from, Optional<Instant> to) {
        if (from.isPresent() && to.isPresent()) {
            return ", raised between " + Times.absolute(from.get()) + " and " + Times.absolute(to.get());
        }
        return from.map(time -> ", raised after " + Times.absolute(time)).orElse("")
                + to.map(time -> ", raised before " + Times.absolute(time)).orElse("");
    }

    private static String alerts(long count) {
        return count + (count == 1 ? " alert" : " alerts");
    }
}
