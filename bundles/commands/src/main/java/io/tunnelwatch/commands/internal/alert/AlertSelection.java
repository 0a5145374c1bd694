package io.tunnelwatch.commands.internal.alert;

import io.tunnelwatch.commands.internal.Absent;
import io.tunnelwatch.commands.internal.Refusal;
import io.tunnelwatch.commands.internal.Services;
import io.tunnelwatch.history.ListedAlert;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the one alert that an operator means by the beginning of its id. */
final class AlertSelection {

    private static final Pattern ID_BEGINNING = Pattern.compile("[0-9a-f-]{1,36}");
    private static final int CANDIDATES = 10;

    private AlertSelection() {}

    /** @throws Refusal it is no beginning of an id, of none that is known, or of several */
    static ListedAlert one(Services services, String typed) {
        String beginning = typed.strip().toLowerCase(Locale.ROOT);
        if (!ID_BEGINNING.matcher(beginning).matches()) {
            throw new Refusal("'" + typed + "' is not the id of an alert, nor the beginning of one");
        }
        if (services.openLog().isEmpty() && services.history().isEmpty()) {
            throw new Refusal(services.noOpenLog());
        }
        List<ListedAlert> found = services.listing().findByIdPrefix(beginning, CANDIDATES + 1);
        if (found.isEmpty()) {
            throw new Refusal("No alert has an id that begins with '" + beginning + "': alert:list --all shows them"
                    + (services.history().isEmpty() ? ". " + Absent.HISTORY : ""));
        }
        if (found.size() > 1) {
            throw new Refusal("'" + beginning + "' begins the ids of several alerts, type more of it: "
                    + found.stream()
                            .limit(CANDIDATES)
                            .map(AlertSelection::inWords)
                            .collect(Collectors.joining(", "))
                    + (found.size() > CANDIDATES ? ", ..." : ""));
        }
        return found.get(0);
    }

    private static String inWords(ListedAlert listed) {
        String peer = listed.alert().peerName().map(name -> " " + name).orElse("");
        return listed.alert().id() + " (" + listed.alert().key().kind() + peer + ")";
    }
}
