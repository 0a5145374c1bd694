/** The SQLite data source, whose errors have an SQLState, and the pool that enlists it in managed transactions. */
@NullMarked
package io.tunnelwatch.datasource.internal;

import org.jspecify.annotations.NullMarked;
