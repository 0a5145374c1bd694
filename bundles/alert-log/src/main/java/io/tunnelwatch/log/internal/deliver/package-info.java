/** The way to the consumers: who reads, from where, and what is said when events are missing. */
@NullMarked
package io.tunnelwatch.log.internal.deliver;

import org.jspecify.annotations.NullMarked;
