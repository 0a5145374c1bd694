package io.tunnelwatch.export;

import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.json.AlertView;
import io.tunnelwatch.json.Json;
import java.io.IOException;
import java.io.Writer;

/** The list of the contract, of any length. */
final class JsonAlertWriter implements AlertWriter {

    private final Writer out;
    private final Json json;
    private String separator = "\n";

    JsonAlertWriter(Writer out, Json json) throws IOException {
        this.out = out;
        this.json = json;
        out.write("{\"alerts\":[");
    }

    @Override
    public void write(ListedAlert alert) throws IOException {
        out.write(separator);
        out.write(json.write(AlertView.of(alert)));
        separator = ",\n";
    }

    @Override
    public void end() throws IOException {
        out.write("\n]}\n");
        out.flush();
    }
}
