@NullMarked
package io.tunnelwatch.health.internal;

import org.jspecify.annotations.NullMarked;
