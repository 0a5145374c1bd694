/** What the history lets go, and how its file gets smaller again. */
@NullMarked
package io.tunnelwatch.store.internal.retain;

import org.jspecify.annotations.NullMarked;
