/** Syslog as a channel: RFC 5424 over UDP, TCP and TLS. */
@NullMarked
package io.tunnelwatch.notifier.syslog.internal;

import org.jspecify.annotations.NullMarked;
