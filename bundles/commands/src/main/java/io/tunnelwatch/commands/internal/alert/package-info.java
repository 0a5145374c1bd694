/** The commands of the scope {@code alert}. */
@NullMarked
package io.tunnelwatch.commands.internal.alert;

import org.jspecify.annotations.NullMarked;
