/** Where dumps and names come from: a command, a script for demonstrations, WireGuard's configuration files. */
@NullMarked
package io.tunnelwatch.wg.internal.source;

import org.jspecify.annotations.NullMarked;
