/** How the rows that only a damaged file still holds come back into the history, and what is lost is counted. */
@NullMarked
package io.tunnelwatch.store.internal.salvage;

import org.jspecify.annotations.NullMarked;
