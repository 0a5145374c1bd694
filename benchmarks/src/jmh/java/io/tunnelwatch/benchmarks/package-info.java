/**
 * What DESIGN asks to be fast, each beside the plain way to do the same work, in the same run. {@code ./bench} runs it
 * all, and writes {@code docs/benchmarks.md}.
 */
@NullMarked
package io.tunnelwatch.benchmarks;

import org.jspecify.annotations.NullMarked;
