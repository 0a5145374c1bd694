/** How it is told: who may ask, and the answer. */
@NullMarked
package io.tunnelwatch.metrics.internal.http;

import org.jspecify.annotations.NullMarked;
