package io.tunnelwatch.notifier.syslog.internal;

/** How messages travel, and the port that IANA gave to it. */
enum Protocol {
    /** RFC 5426. */
    UDP(514),
    /** RFC 6587. */
    TCP(601),
    /** RFC 5425. */
    TLS(6514);

    /**
     * What every path takes whole, tunnels included: the least MTU of IPv6 is 1280. Collectors need not take more than
     * 2048 (RFC 5424, 6.1).
     */
    private static final int LONGEST_DATAGRAM = 1200;

    private static final int LONGEST_IN_STREAM = 8192;

    private final int port;

    Protocol(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** How many bytes a message has at most. */
    int maxBytes() {
        return this == UDP ? LONGEST_DATAGRAM : LONGEST_IN_STREAM;
    }
}
