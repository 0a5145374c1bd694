package io.tunnelwatch.notifier.syslog.internal;

/** Who speaks: table 1 of RFC 5424, but for the kernel, whose name no program should use. */
enum Facility {
    USER(1),
    MAIL(2),
    DAEMON(3),
    AUTH(4),
    SYSLOG(5),
    LPR(6),
    NEWS(7),
    UUCP(8),
    CRON(9),
    AUTHPRIV(10),
    FTP(11),
    LOCAL0(16),
    LOCAL1(17),
    LOCAL2(18),
    LOCAL3(19),
    LOCAL4(20),
    LOCAL5(21),
    LOCAL6(22),
    LOCAL7(23);

    private final int code;

    Facility(int code) {
        this.code = code;
    }

    /** The PRI of a message. */
    int priority(int severity) {
        return code * 8 + severity;
    }
}
