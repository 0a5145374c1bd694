package io.tunnelwatch.history;

import io.tunnelwatch.alert.Alert;

/**
 * An alert in a list.
 *
 * @param pending whether the log knows more of it than the history
 */
public record ListedAlert(Alert alert, boolean pending) {}
