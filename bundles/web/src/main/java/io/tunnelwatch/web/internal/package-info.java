/** The web bundle in OSGi. */
@NullMarked
package io.tunnelwatch.web.internal;

import org.jspecify.annotations.NullMarked;
