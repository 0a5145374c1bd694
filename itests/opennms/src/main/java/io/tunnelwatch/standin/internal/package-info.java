@NullMarked
package io.tunnelwatch.standin.internal;

import org.jspecify.annotations.NullMarked;
