/** Small files that must survive a crash. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
