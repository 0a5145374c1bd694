package io.tunnelwatch.itests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The rows as Markdown, for people. */
final class FaultTable {

    private FaultTable() {}

    static String of(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| fault | offered | accepted | in the history | twice | append p50 / p99 / max ms | plain write p50 / p99 / max ms | healthy after s"
                        + " | poll late by s | bundles restarted | store's health meanwhile | |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|---|");
        rows.forEach(row -> lines.add(line(row)));
        lines.add("");
        lines.add(rows.stream().filter(row -> row.problems().isEmpty()).count() + " of " + rows.size()
                + " rows are green.");
        lines.add("");
        lines.add("60 alerts, 20 each before, during and after the fault:");
        lines.add("");
        lines.add("| fault | kept |");
        lines.add("|---|---|");
        rows.forEach(row -> lines.add("| " + row.fault() + " | " + row.keptOfSixty() + " |"));
        notices(rows, lines);
        List<Row> red = rows.stream().filter(row -> !row.problems().isEmpty()).toList();
        if (!red.isEmpty()) {
            lines.add("");
            lines.add("What is wrong in the red rows:");
            lines.add("");
            red.forEach(row -> lines.add("- " + row.fault() + ": " + String.join("; ", row.problems())));
        }
        lines.add("");
        return String.join("\n", lines);
    }

    private static void notices(List<Row> rows, List<String> lines) {
        List<Row> told = rows.stream().filter(row -> !row.tellings().isEmpty()).toList();
        if (told.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(
                "Notices of those alerts and of one peer of the steady load, by channel; email.noc is a mail server of its own"
                        + " in the test, the others are webhooks. A row is red when a notice is missing, out of the order of the log,"
                        + " recorded otherwise than once, or came again though the other side had confirmed it and that had been"
                        + " read; and, for a channel that the fault does not hinder, when one came twice or after more than 5 s.");
        lines.add("");
        lines.add("| fault | channel | to tell | arrived | came again, not confirmed before | latest after s |");
        lines.add("|---|---|---|---|---|---|");
        told.forEach(row -> row.tellings()
                .forEach(telling -> lines.add("| "
                        + String.join(
                                " | ",
                                row.fault(),
                                telling.channel(),
                                Integer.toString(telling.owed()),
                                Integer.toString(telling.told()),
                                Integer.toString(telling.again()),
                                number(telling.latestSeconds()))
                        + " |")));
    }

    private static String line(Row row) {
        return "| "
                + String.join(
                        " | ",
                        row.fault(),
                        Long.toString(row.offered()),
                        Long.toString(row.accepted()),
                        Long.toString(row.history()),
                        Long.toString(row.twice()),
                        optional(row.appends(), FaultTable::times, "none taken"),
                        optional(row.plainWrites(), FaultTable::times, "none taken"),
                        optional(row.healthyAfterSeconds(), FaultTable::number, "never"),
                        number(row.pollLateSeconds()),
                        row.restarted().isEmpty() ? "none" : String.join(", ", row.restarted()),
                        String.join(", ", row.seen()),
                        row.problems().isEmpty() ? "" : "**red**")
                + " |";
    }

    private static String times(Row.Millis times) {
        return number(times.p50()) + " / " + number(times.p99()) + " / " + number(times.max());
    }

    private static <T> String optional(Optional<T> value, Function<T, String> text, String otherwise) {
        return value.map(text).orElse(otherwise);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
