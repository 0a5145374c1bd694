/** What the assembly does on its first start, so that it has no known password and can be entered nevertheless. */
@NullMarked
package io.tunnelwatch.firststart.internal;

import org.jspecify.annotations.NullMarked;
