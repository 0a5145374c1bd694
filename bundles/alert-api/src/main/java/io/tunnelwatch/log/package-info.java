/**
 * The durable log of alert events: its service {@link io.tunnelwatch.log.AlertLog}, and the contract of those who read
 * it, {@link io.tunnelwatch.log.AlertConsumer}.
 */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.log;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
