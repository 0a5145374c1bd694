/** The way of an append: callers gather, one of them numbers, writes and forces for all. */
@NullMarked
package io.tunnelwatch.log.internal.write;

import org.jspecify.annotations.NullMarked;
