package io.tunnelwatch.export;

import io.tunnelwatch.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A form of many alerts. All have the names and values of {@link io.tunnelwatch.json.AlertView}, the document that a
 * list shows, and are to be encoded in UTF-8.
 */
public enum AlertFormat {
    /**
     * A table as of RFC 4180: a header with the names of the contract, lines that end with CR LF, an empty cell for
     * what is absent, tags with commas between them. Text that a spreadsheet would take for a formula gets an
     * apostrophe.
     */
    CSV("text/csv", "csv") {
        @Override
        public AlertWriter writer(Writer out, Json json) throws IOException {
            return new CsvAlertWriter(out);
        }
    },
    /** One document: {@code {"alerts":[...]}}, an alert on each line. */
    JSON("application/json", "json") {
        @Override
        public AlertWriter writer(Writer out, Json json) throws IOException {
            return new JsonAlertWriter(out, json);
        }
    },
    /** <a href="https://jsonlines.org">JSON lines</a>: each line is the document of an alert. */
    JSONL("application/x-ndjson", "jsonl", "ndjson") {
        @Override
        public AlertWriter writer(Writer out, Json json) {
            return new JsonLinesAlertWriter(out, json);
        }
    };

    private final String mediaType;
    private final List<String> endings;

    AlertFormat(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    /**
     * Begins a document.
     *
     * @param json the one of the caller's bundle
     */
    public abstract AlertWriter writer(Writer out, Json json) throws IOException;

    /** For HTTP, without the charset. */
    public String mediaType() {
        return mediaType;
    }

    /** How people write it, and its files end: {@code csv}. */
    public String word() {
        return endings.get(0);
    }

    /** The format that is called so; case does not matter. */
    public static Optional<AlertFormat> of(String word) {
        String lowerCase = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.contains(lowerCase))
                .findFirst();
    }

    /** The format of files whose name ends so. */
    public static Optional<AlertFormat> ofFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : of(name.substring(dot + 1));
    }
}
