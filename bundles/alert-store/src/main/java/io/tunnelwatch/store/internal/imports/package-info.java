/** The alerts of an older application, made ours. */
@NullMarked
package io.tunnelwatch.store.internal.imports;

import org.jspecify.annotations.NullMarked;
