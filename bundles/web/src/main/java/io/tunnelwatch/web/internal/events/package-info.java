/** Live events: the log as a stream of server-sent events, to many browsers by few threads. */
@NullMarked
package io.tunnelwatch.web.internal.events;

import org.jspecify.annotations.NullMarked;
