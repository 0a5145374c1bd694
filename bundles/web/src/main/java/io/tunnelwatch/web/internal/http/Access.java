package io.tunnelwatch.web.internal.http;

/** Who may use a route. */
public enum Access {
    /** Everybody: for the login. */
    OPEN,
    /** Who has one of {@code readRoles} or {@code writeRoles}. */
    READ,
    /** Who has one of {@code writeRoles}. */
    WRITE
}
