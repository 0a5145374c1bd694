/** The probe's components: thin shells that take settings and services, with plain classes behind. */
@NullMarked
package io.tunnelwatch.wg.internal;

import org.jspecify.annotations.NullMarked;
