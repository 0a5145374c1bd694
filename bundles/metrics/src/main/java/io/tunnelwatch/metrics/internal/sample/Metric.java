package io.tunnelwatch.metrics.internal.sample;

import java.util.List;

/**
 * Every metric: names, labels and meanings are part of the contract, and stand in {@code docs/metrics.md}. Names and
 * units follow <a href="https://prometheus.io/docs/practices/naming/">Prometheus' conventions</a>.
 */
public enum Metric {
    SOURCE_UP(
            Type.GAUGE,
            "tunnelwatch_source_up",
            "1 when this part of Tunnelwatch (log, probe, store, notifier) told its numbers for this scrape; 0 when its"
                    + " bundle is not there, or did not answer in time. Its other metrics are then absent",
            "source"),
    SCRAPE_DURATION(
            Type.GAUGE,
            "tunnelwatch_scrape_duration_seconds",
            "How long it took to collect the numbers of this scrape"),

    GATEWAY_STATE(
            Type.GAUGE,
            "tunnelwatch_gateway_state",
            "1 for the state that the gateway is in, 0 for every other one",
            "gateway",
            "state"),
    GATEWAY_PEERS(Type.GAUGE, "tunnelwatch_gateway_peers", "Peers that have this verdict", "gateway", "verdict"),
    GATEWAY_PEERS_WITHOUT_SERIES(
            Type.GAUGE,
            "tunnelwatch_gateway_peers_without_series",
            "Peers of the gateway that have no series of their own, because peerSeries is too small for all; either all"
                    + " of a gateway or none",
            "gateway"),
    GATEWAY_PENDING_EVENTS(
            Type.GAUGE,
            "tunnelwatch_gateway_pending_events",
            "Events of the gateway that the log has refused so far, and that are offered again",
            "gateway"),
    POLL_DURATION(
            Type.HISTOGRAM,
            "tunnelwatch_poll_duration_seconds",
            "How long the polls of the gateway took, those too that failed",
            "gateway"),
    POLL_FAILURES(Type.COUNTER, "tunnelwatch_poll_failures_total", "Polls that could not read the gateway", "gateway"),
    POLL_LAST(
            Type.GAUGE,
            "tunnelwatch_poll_last_timestamp_seconds",
            "When the latest poll of the gateway ended, well or not, as Unix time",
            "gateway"),

    PEER_VERDICT(
            Type.GAUGE,
            "tunnelwatch_peer_verdict",
            "1 for the verdict that the peer has; there is no series for the others",
            "gateway",
            "interface",
            "public_key",
            "peer",
            "verdict"),
    PEER_HANDSHAKE_AGE(
            Type.GAUGE,
            "tunnelwatch_peer_handshake_age_seconds",
            "How old the latest handshake is, as the verdict counts it: by Tunnelwatch's monotonic clock. Absent when"
                    + " there was none, or the interface can not be read",
            "gateway",
            "interface",
            "public_key",
            "peer"),
    PEER_RECEIVED(
            Type.COUNTER,
            "tunnelwatch_peer_receive_bytes_total",
            "Bytes received from the peer since its interface came up",
            "gateway",
            "interface",
            "public_key",
            "peer"),
    PEER_SENT(
            Type.COUNTER,
            "tunnelwatch_peer_transmit_bytes_total",
            "Bytes sent to the peer since its interface came up",
            "gateway",
            "interface",
            "public_key",
            "peer"),

    ALERTS(
            Type.GAUGE,
            "tunnelwatch_alerts",
            "Alerts that are not resolved, by kind and state (OPEN, ACKNOWLEDGED)",
            "kind",
            "state"),

    LOG_OPEN(Type.GAUGE, "tunnelwatch_log_open", "1 when the folder of the log could be opened, else 0"),
    LOG_APPEND_DURATION(
            Type.HISTOGRAM,
            "tunnelwatch_log_append_duration_seconds",
            "How long appends took that were accepted, from the call until the events were on disk"),
    LOG_APPENDED_EVENTS(Type.COUNTER, "tunnelwatch_log_appended_events_total", "Events that the log accepted"),
    LOG_APPEND_REFUSALS(
            Type.COUNTER,
            "tunnelwatch_log_append_refusals_total",
            "Appends that were refused: stale, they no longer fitted what is open, and their producer decides again;"
                    + " full, no room on the disk; unavailable, the log can not be written",
            "reason"),
    LOG_SIZE(Type.GAUGE, "tunnelwatch_log_size_bytes", "What the events take on disk, the reserve not counted"),
    LOG_MAX_SIZE(Type.GAUGE, "tunnelwatch_log_max_size_bytes", "The setting maxBytes"),
    LOG_SEGMENTS(Type.GAUGE, "tunnelwatch_log_segments", "Files of the log"),
    LOG_LAST_SEQUENCE(Type.GAUGE, "tunnelwatch_log_last_sequence", "The number of the newest event"),
    LOG_RESERVE(
            Type.GAUGE,
            "tunnelwatch_log_reserve_in_use",
            "1 when the disk is full and the log lives on its reserve, else 0"),
    LOG_MISSING_EVENTS(
            Type.GAUGE, "tunnelwatch_log_missing_events", "Events of the log whose frames are damaged or gone"),
    LOG_CONSUMER_LAG(
            Type.GAUGE,
            "tunnelwatch_log_consumer_lag_events",
            "Events that the consumer has not taken yet",
            "consumer"),
    LOG_CONSUMER_STATE(
            Type.GAUGE,
            "tunnelwatch_log_consumer_state",
            "1 for the state that the consumer is in, 0 for every other one",
            "consumer",
            "state"),

    STORE_HEALTH(
            Type.GAUGE,
            "tunnelwatch_store_health",
            "1 for the state that the history's database is in, 0 for every other one; ABSENT when the store did not"
                    + " tell: its bundle is not there, or hangs",
            "state"),
    STORE_TRANSACTIONS(
            Type.COUNTER,
            "tunnelwatch_store_transactions_total",
            "Transactions of the history, by outcome (committed, failed)",
            "outcome"),
    STORE_RETRIES(
            Type.COUNTER,
            "tunnelwatch_store_retries_total",
            "How often the store tried something again that had failed"),
    STORE_FAULTS(
            Type.COUNTER, "tunnelwatch_store_faults_total", "How often the database came into this state", "state"),
    STORE_RECOVERIES(
            Type.COUNTER,
            "tunnelwatch_store_recoveries_total",
            "How often the database came back to AVAILABLE out of this state",
            "state"),
    STORE_POOL(
            Type.GAUGE,
            "tunnelwatch_store_pool_connections",
            "Connections to the database, by use (active, idle)",
            "use"),
    STORE_POOL_MAX(
            Type.GAUGE, "tunnelwatch_store_pool_max_connections", "How many connections to the database there can be"),
    STORE_LAST_BACKUP(
            Type.GAUGE,
            "tunnelwatch_store_last_backup_timestamp_seconds",
            "When the latest verified backup of the history was made, as Unix time; absent when there is none"),

    CHANNEL_STATE(
            Type.GAUGE,
            "tunnelwatch_channel_state",
            "1 for the state that the channel is in, 0 for every other one",
            "channel",
            "state"),
    CHANNEL_SENT(
            Type.COUNTER,
            "tunnelwatch_channel_sent_messages_total",
            "Messages that the other side confirmed; one may hold many notices",
            "channel"),
    CHANNEL_FAILED(
            Type.COUNTER,
            "tunnelwatch_channel_failed_attempts_total",
            "Attempts to send a message that the other side did not confirm",
            "channel"),
    CHANNEL_GIVEN_UP(
            Type.COUNTER,
            "tunnelwatch_channel_given_up_messages_total",
            "Messages that are not tried any longer",
            "channel"),
    CHANNEL_BACKLOG(Type.GAUGE, "tunnelwatch_channel_backlog_notices", "Notices that wait to be sent now", "channel"),
    CHANNEL_HELD(
            Type.GAUGE,
            "tunnelwatch_channel_held_notices",
            "Notices that wait for the end of a silence, of quiet hours, or for their escalation",
            "channel");

    /** What Prometheus makes of the numbers. */
    public enum Type {
        /** Goes up and down. */
        GAUGE,
        /** Only grows, until a restart sets it to 0. */
        COUNTER,
        /** Counters of durations by how long they were. */
        HISTOGRAM
    }

    private final Type type;
    private final String metricName;
    private final String help;
    private final List<String> labels;

    Metric(Type type, String metricName, String help, String... labels) {
        this.type = type;
        this.metricName = metricName;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** What Prometheus makes of it. */
    public Type type() {
        return type;
    }

    /** As Prometheus knows it. */
    public String metricName() {
        return metricName;
    }

    /** What it means. */
    public String help() {
        return help;
    }

    /** The names of its labels, in the order in which {@link Samples} takes their values. */
    public List<String> labels() {
        return labels;
    }
}
