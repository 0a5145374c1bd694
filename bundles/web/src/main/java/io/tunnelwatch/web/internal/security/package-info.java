/** Who may do what: logins, sessions, roles, origins. */
@NullMarked
package io.tunnelwatch.web.internal.security;

import org.jspecify.annotations.NullMarked;
