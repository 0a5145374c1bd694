/** Who may come in by HTTP: names and passwords of Karaf's own users, and who guesses too often. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.login;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
