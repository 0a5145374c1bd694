/** Tables that are drawn again and again in place. */
@NullMarked
package io.tunnelwatch.commands.internal.live;

import org.jspecify.annotations.NullMarked;
