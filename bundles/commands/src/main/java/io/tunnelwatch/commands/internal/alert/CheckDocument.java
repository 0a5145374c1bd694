package io.tunnelwatch.commands.internal.alert;

import java.util.List;

/** {@code alert:store-check} as JSON: the names are part of the contract. */
record CheckDocument(List<String> problems) {}
