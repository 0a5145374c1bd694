/** What the probe remembers of a gateway through restarts: its file, and the reading and writing of it. */
@NullMarked
package io.tunnelwatch.wg.internal.memory;

import org.jspecify.annotations.NullMarked;
