/** A Prometheus Alertmanager, or a cluster of them, as a channel. */
@NullMarked
package io.tunnelwatch.notifier.alertmanager.internal;

import org.jspecify.annotations.NullMarked;
