package io.tunnelwatch.commands.internal;

/** What is said when a service is not there. */
public final class Absent {

    /** Of the alert history. */
    public static final String HISTORY =
            "The alert history is not here: the bundle alert-store is not active (feature:install tunnelwatch-store-sqlite)";

    /** Of the alert log. */
    public static final String LOG =
            "The alert log is not here: the bundle alert-log is not active (feature:install tunnelwatch-core)";

    /** Of a log whose folder can not be used now. */
    public static final String OPEN_LOG = "The alert log could not be opened: alert:log says why";

    /** Of the probe. */
    public static final String PROBE =
            "The probe is not here: the bundle wg-probe is not active (feature:install tunnelwatch-core)";

    /** Of the notifier. */
    public static final String NOTIFIER =
            "The notifier is not here: the bundle notifier is not active (feature:install tunnelwatch-notifier)";

    private Absent() {}
}
