/** The login in OSGi. */
@NullMarked
package io.tunnelwatch.login.internal;

import org.jspecify.annotations.NullMarked;
