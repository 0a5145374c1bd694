/**
 * The MBeans of Tunnelwatch in the domain {@value io.tunnelwatch.management.LogMXBean#DOMAIN}, for proxies
 * ({@code JMX.newMXBeanProxy}); other clients need no class of ours. Times are ISO-8601 in UTC, what is absent is null.
 * No attribute waits for a database, a gateway or a channel. A call while the service behind an MBean is away throws
 * {@link IllegalStateException}; the MBean itself goes within a second.
 */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.management;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
