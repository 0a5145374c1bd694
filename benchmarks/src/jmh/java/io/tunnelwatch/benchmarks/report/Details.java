package io.tunnelwatch.benchmarks.report;

import static io.tunnelwatch.benchmarks.report.Words.digits;
import static io.tunnelwatch.benchmarks.report.Words.ratio;
import static io.tunnelwatch.benchmarks.report.Words.time;

import io.tunnelwatch.benchmarks.Question;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All other figures, a table for each part. */
final class Details {

    private Details() {}

    static String log(JmhResults jmh) {
        Markdown.Table table = new Markdown.Table(
                "callers", "events a call", "append: median", "p99", "calls a second", "plain: median", "p99", "ratio");
        for (int callers : new int[] {1, 8, 64}) {
            for (String events : List.of("1", "100")) {
                Speed append = jmh.speed("AppendBenchmark.append", callers, Map.of("events", events));
                Speed plain = jmh.speed("AppendBenchmark.plainWrite", callers, Map.of("events", events));
                table.row(
                        callers,
                        events,
                        time(append.median()),
                        time(append.p99()),
                        digits(callers / append.mean() * 1_000_000),
                        time(plain.median()),
                        time(plain.p99()),
                        ratio(append.medianRatio(plain)));
            }
        }
        return table.toString();
    }

    static String store(JmhResults jmh) {
        Markdown.Table table = new Markdown.Table(
                "alerts in the history",
                "events at once",
                "store: median",
                "p99",
                "plain JDBC: median",
                "p99",
                "ratio");
        for (String alerts : List.of("0", "1000000")) {
            for (String events : List.of("1", "500")) {
                Map<String, String> batch = Map.of("alerts", alerts, "events", events);
                Speed apply = jmh.speed("ApplyBenchmark.apply", batch);
                Speed plain = jmh.speed("ApplyBenchmark.plainInsert", batch);
                table.row(
                        alerts,
                        events,
                        time(apply.median()),
                        time(apply.p99()),
                        time(plain.median()),
                        time(plain.p99()),
                        ratio(apply.medianRatio(plain)));
            }
        }
        return table.toString();
    }

    static String retention(JmhResults jmh) {
        Markdown.Table table = new Markdown.Table("meanwhile", "store applies one event: median", "p99");
        for (String retiring : List.of("false", "true")) {
            Speed apply = jmh.speed("RetentionBenchmark.apply", Map.of("retiring", retiring));
            table.row(
                    retiring.equals("true") ? "half of the alerts are retired" : "nothing else",
                    time(apply.median()),
                    time(apply.p99()));
        }
        return table.toString();
    }

    static String history(JmhResults jmh) {
        Markdown.Table table =
                new Markdown.Table("first page of 50", "median", "p99", "plain SQL: median", "p99", "ratio");
        for (Question question : Question.values()) {
            Map<String, String> asked = Map.of("alerts", "1000000", "question", question.name());
            table.row(compared(
                    question.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    jmh.speed("HistoryBenchmark.page", asked),
                    jmh.speed("HistoryBenchmark.plainSelect", asked)));
        }
        return table.toString();
    }

    static String poll(JmhResults jmh) {
        Markdown.Table table = new Markdown.Table(
                "peers", "whole poll: median", "p99", "parse, verdicts, rules", "reading the bytes", "p99", "ratio");
        for (String peers : List.of("1000", "10000", "65536")) {
            Map<String, String> size = Map.of("peers", peers);
            Speed poll = jmh.speed("PollBenchmark.poll", size);
            Speed plain = jmh.speed("PollBenchmark.plainRead", size);
            table.row(
                    peers,
                    time(poll.median()),
                    time(poll.p99()),
                    time(jmh.speed("PollBenchmark.parseAndJudge", size).median()),
                    time(plain.median()),
                    time(plain.p99()),
                    ratio(poll.medianRatio(plain)));
        }
        return table.toString();
    }

    static String others(JmhResults jmh) {
        Markdown.Table table = new Markdown.Table("work", "median", "p99", "the plain way: median", "p99", "ratio");
        table.row(
                compared("an event to JSON", jmh.speed("JsonBenchmark.write"), jmh.speed("JsonBenchmark.plainWrite")));
        table.row(compared("JSON to an event", jmh.speed("JsonBenchmark.read"), jmh.speed("JsonBenchmark.plainRead")));
        table.row(compared(
                "opening a log of 1 GiB",
                jmh.speed("RecoveryBenchmark.open"),
                jmh.speed("RecoveryBenchmark.plainRead")));
        return table.toString();
    }

    /** All that was measured on the assembly, as it is in the file. */
    static String system(SystemResults system) {
        Markdown.Table table = new Markdown.Table("figure", "of", "median", "lowest", "highest", "unit", "samples");
        for (String name : system.names()) {
            for (String variant : system.variants(name)) {
                SystemResults.Series series = system.series(name, variant);
                table.row(
                        name,
                        variant,
                        digits(series.median()),
                        digits(Medians.quantile(series.values(), 0)),
                        digits(series.worst()),
                        series.unit(),
                        series.values().size());
            }
        }
        return table.toString();
    }

    private static Object[] compared(String work, Speed ours, Speed plain) {
        return new Object[] {
            work,
            time(ours.median()),
            time(ours.p99()),
            time(plain.median()),
            time(plain.p99()),
            ratio(ours.medianRatio(plain))
        };
    }
}
