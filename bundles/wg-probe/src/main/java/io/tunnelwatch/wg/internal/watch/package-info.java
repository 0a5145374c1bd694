/** From readings to situations: what a poll means, given what the polls before have seen. */
@NullMarked
package io.tunnelwatch.wg.internal.watch;

import org.jspecify.annotations.NullMarked;
