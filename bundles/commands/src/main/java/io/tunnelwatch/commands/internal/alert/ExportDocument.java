package io.tunnelwatch.commands.internal.alert;

/** What {@code alert:export} wrote, as JSON: the names are part of the contract. */
record ExportDocument(String file, String format, long alerts, long bytes) {}
