/** The way of a gateway's events into the log, with those that the log has refused so far. */
@NullMarked
package io.tunnelwatch.wg.internal.outbox;

import org.jspecify.annotations.NullMarked;
