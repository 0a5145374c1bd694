package io.tunnelwatch.alert;

/** How much an alert matters, least first: {@code compareTo} orders by weight. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL
}
