/**
 * The alert history: the query service {@link io.tunnelwatch.history.AlertHistory}, its health, and the one filter that
 * shell and REST share.
 */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.history;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
