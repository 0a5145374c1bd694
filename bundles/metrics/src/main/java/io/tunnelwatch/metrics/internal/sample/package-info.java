/** What is told: which metrics there are, and where their numbers come from. */
@NullMarked
package io.tunnelwatch.metrics.internal.sample;

import org.jspecify.annotations.NullMarked;
