package io.tunnelwatch.alert;

/** What can be wrong. The names are part of the contract: they stand in the log, in SQL, in REST and in filters. */
public enum AlertKind {
    /** A peer that was expected to be active has had no handshake for longer than {@code staleAfterSeconds}. */
    PEER_DOWN(Severity.CRITICAL),
    /** A peer that never had a handshake, where the policy asks for one. */
    PEER_NEVER(Severity.WARNING),
    /** A peer that comes and goes: one alert in place of many. */
    PEER_FLAPPING(Severity.WARNING),
    /** A fresh handshake, and traffic in one direction only. */
    PEER_ONE_WAY(Severity.WARNING),
    /** An endpoint that jumps between two networks: a shared or leaked key. */
    ENDPOINT_FLAPPING(Severity.WARNING),
    /** A peer that was not in the gateway's configuration before; raised and resolved at once. */
    PEER_ADDED(Severity.INFO),
    /** A peer that is no longer in the gateway's configuration; raised and resolved at once. */
    PEER_REMOVED(Severity.INFO),
    /** An interface that was there is gone. */
    INTERFACE_DOWN(Severity.CRITICAL),
    /** A gateway that could not be read, or whose configuration was refused. */
    GATEWAY_UNREACHABLE(Severity.CRITICAL),
    /** So many peers of a gateway lost at once that its uplink is the likely cause. */
    GATEWAY_OUTAGE(Severity.CRITICAL),
    /** The history database does not take events; the log keeps them. */
    STORE_DEGRADED(Severity.WARNING),
    /** The log is short of room: its reserve is in use, or it had to drop what a consumer had not read. */
    LOG_PRESSURE(Severity.CRITICAL),
    /** A channel of the notifier does not deliver. */
    CHANNEL_FAILING(Severity.WARNING);

    private final Severity defaultSeverity;

    AlertKind(Severity defaultSeverity) {
        this.defaultSeverity = defaultSeverity;
    }

    /** The severity of an alert of this kind where no setting says otherwise. */
    public Severity defaultSeverity() {
        return defaultSeverity;
    }
}
