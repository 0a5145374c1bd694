@NullMarked
package io.tunnelwatch.foreign.internal;

import org.jspecify.annotations.NullMarked;
