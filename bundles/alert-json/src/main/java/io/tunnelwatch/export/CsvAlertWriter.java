package io.tunnelwatch.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.tunnelwatch.history.ListedAlert;
import io.tunnelwatch.json.AlertView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;

/** A table with a line for each alert (<a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>). */
final class CsvAlertWriter implements AlertWriter {

    private static final List<CsvColumn> COLUMNS = Arrays.asList(CsvColumn.values());

    private final CsvWriter csv;

    CsvAlertWriter(Writer out) throws IOException {
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0) // the caller's writer has one
                .build(out);
        record(COLUMNS.stream().map(CsvColumn::header).toList());
    }

    @Override
    public void write(ListedAlert alert) throws IOException {
        AlertView view = AlertView.of(alert);
        record(COLUMNS.stream().map(column -> column.cell(view)).toList());
    }

    @Override
    public void end() throws IOException {
        csv.flush();
    }

    private void record(List<String> cells) throws IOException {
        try {
            csv.writeRecord(cells);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
