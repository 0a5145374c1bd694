/** Counting how long things take, cheaply enough for any path. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.measure;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
