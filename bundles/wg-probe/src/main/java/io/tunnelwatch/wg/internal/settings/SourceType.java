package io.tunnelwatch.wg.internal.settings;

/** Where a gateway's dumps can come from. The names, in lower case, are those of the setting {@code source}. */
public enum SourceType {
    /** A command that prints {@code wg show all dump}. */
    WG,
    /** A scripted gateway, to try things out. */
    SCENARIO
}
