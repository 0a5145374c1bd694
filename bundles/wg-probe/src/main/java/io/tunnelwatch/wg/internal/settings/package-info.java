/** The settings of gateways and peers, read and checked. */
@NullMarked
package io.tunnelwatch.wg.internal.settings;

import org.jspecify.annotations.NullMarked;
