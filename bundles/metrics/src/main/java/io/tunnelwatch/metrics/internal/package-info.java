/** Metrics for Prometheus. */
@NullMarked
package io.tunnelwatch.metrics.internal;

import org.jspecify.annotations.NullMarked;
