/** Text on a terminal: what is safe to show, tables, times, sizes. Knows nothing of alerts. */
@NullMarked
package io.tunnelwatch.commands.internal.text;

import org.jspecify.annotations.NullMarked;
