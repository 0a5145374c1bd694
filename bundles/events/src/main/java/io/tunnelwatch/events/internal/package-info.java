@NullMarked
package io.tunnelwatch.events.internal;

import org.jspecify.annotations.NullMarked;
