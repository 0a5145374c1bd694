/** The log's files: the format of frames and segments, and what can be read of them after a crash. */
@NullMarked
package io.tunnelwatch.log.internal.file;

import org.jspecify.annotations.NullMarked;
