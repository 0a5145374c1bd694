package io.tunnelwatch.export;

import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.json.AlertView;
import io.tunnelwatch.json.Json;
import java.io.IOException;
import java.io.Writer;

/** An alert on each line. */
final class JsonLinesAlertWriter implements AlertWriter {

    private final Writer out;
    private final Json json;

    JsonLinesAlertWriter(Writer out, Json json) {
        this.out = out;
        this.json = json;
    }

    @Override
    public void write(ListedAlert alert) throws IOException {
        out.write(json.write(AlertView.of(alert)));
        out.write('\n');
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
