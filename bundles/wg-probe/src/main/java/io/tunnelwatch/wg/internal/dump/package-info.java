/** What {@code wg show all dump} prints, read into records without keeping a key that must stay secret. */
@NullMarked
package io.tunnelwatch.wg.internal.dump;

import org.jspecify.annotations.NullMarked;
