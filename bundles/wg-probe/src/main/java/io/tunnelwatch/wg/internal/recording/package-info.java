/** Recordings of polls: how they are written, read, and filled while the probe polls. */
@NullMarked
package io.tunnelwatch.wg.internal.recording;

import org.jspecify.annotations.NullMarked;
