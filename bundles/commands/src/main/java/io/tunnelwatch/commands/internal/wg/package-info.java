/** The commands of the scope {@code wg}. */
@NullMarked
package io.tunnelwatch.commands.internal.wg;

import org.jspecify.annotations.NullMarked;
