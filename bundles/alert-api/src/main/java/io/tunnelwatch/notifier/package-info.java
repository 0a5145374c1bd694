/** What the notifier says of itself, and what operators ask of it. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.notifier;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
