/** What the shell proposes for an argument or option. */
@NullMarked
package io.tunnelwatch.commands.internal.completion;

import org.jspecify.annotations.NullMarked;
