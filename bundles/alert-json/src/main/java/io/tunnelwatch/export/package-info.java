/** Alerts as files: how the shell, REST and others give many of them away. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.export;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
