/** Managed transactions, and the tables they find. */
@NullMarked
package io.tunnelwatch.store.internal.database;

import org.jspecify.annotations.NullMarked;
