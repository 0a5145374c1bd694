/** The whiteboard of {@link io.tunnelwatch.listener.AlertListener}: for bundles that want every event, in order. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.listener;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
