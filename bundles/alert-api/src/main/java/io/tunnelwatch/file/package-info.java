/** Files that must survive a crash: there is the whole of one, or nothing of it. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
