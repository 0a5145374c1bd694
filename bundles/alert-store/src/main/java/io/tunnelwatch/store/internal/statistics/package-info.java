/** What a period was like: counts, times, and how available each peer was, from alerts that come one by one. */
@NullMarked
package io.tunnelwatch.store.internal.statistics;

import org.jspecify.annotations.NullMarked;
