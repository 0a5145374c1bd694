/** How settings and arguments are read and refused: durations, points in time, and the error that names the setting. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.settings;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
