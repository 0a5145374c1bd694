/** From the results of the benchmarks to {@code docs/benchmarks.md}. */
@NullMarked
package io.tunnelwatch.benchmarks.report;

import org.jspecify.annotations.NullMarked;
