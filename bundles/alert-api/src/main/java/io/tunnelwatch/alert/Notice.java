package io.tunnelwatch.alert;

/** What a notice tells of an alert. */
public enum Notice {
    /** It was raised. */
    RAISED,
    /** It is still open, and nobody has acknowledged it. */
    RENOTIFIED,
    /** It is over. */
    RESOLVED
}
