/** Queues between threads. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.queue;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
