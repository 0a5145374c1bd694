/** The one JSON of Tunnelwatch: the events of the log, and what shell, REST and exports show. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
