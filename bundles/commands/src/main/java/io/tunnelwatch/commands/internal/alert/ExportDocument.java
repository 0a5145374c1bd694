package io.tunnelwatch.commands.internal.alert;

import java.nio.file.Path;

/** What {@code alert:export} wrote, as JSON: the names are part of the contract. */
record ExportDocument(Path file, String format, long alerts, long bytes) {}
