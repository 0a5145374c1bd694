/** A producer of alerts for the fault laboratory, steered and read through files. */
@NullMarked
package io.tunnelwatch.load.internal;

import org.jspecify.annotations.NullMarked;
