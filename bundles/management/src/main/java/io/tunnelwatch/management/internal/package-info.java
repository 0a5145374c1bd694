@NullMarked
package io.tunnelwatch.management.internal;

import org.jspecify.annotations.NullMarked;
