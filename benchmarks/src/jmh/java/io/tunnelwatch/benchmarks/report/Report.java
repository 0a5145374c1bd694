package io.tunnelwatch.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts figures into {@code docs/benchmarks.md}, and those of the plots beside. */
public final class Report {

    private Report() {}

    /**
     * Makes the report.
     *
     * @param args the folder with the {@code round-N.json} of JMH, the {@code system.json} of the assembly, a text
     *     about the machine and the run, the page, and a folder for the columns of the plots
     */
    public static void main(String[] args) throws IOException {
        JmhResults jmh = JmhResults.read(Path.of(args[0]));
        SystemResults system = SystemResults.read(Path.of(args[1]));
        Path page = Path.of(args[3]);
        Markdown.replace(page, "run", Files.readString(Path.of(args[2])) + "- rounds: " + jmh.rounds());
        Markdown.replace(page, "goals", Goals.table(jmh, system));
        Markdown.replace(page, "log", Details.log(jmh));
        Markdown.replace(page, "store", Details.store(jmh));
        Markdown.replace(page, "retention", Details.retention(jmh));
        Markdown.replace(page, "history", Details.history(jmh));
        Markdown.replace(page, "poll", Details.poll(jmh));
        Markdown.replace(page, "others", Details.others(jmh));
        Markdown.replace(page, "system", Details.system(system));
        Plots.write(jmh, system, Path.of(args[4]));
    }
}
