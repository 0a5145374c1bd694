/** How events of the log become rows. */
@NullMarked
package io.tunnelwatch.store.internal.project;

import org.jspecify.annotations.NullMarked;
