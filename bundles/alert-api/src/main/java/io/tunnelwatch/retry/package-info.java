/** How long to wait before something is tried again. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.retry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
