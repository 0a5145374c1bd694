/**
 * What a channel is made of: for those who bring another way to tell people or systems of alerts. A bundle of its own
 * reads its configuration, makes a {@link io.tunnelwatch.notifier.channel.Transport} and opens a channel with it
 * ({@link io.tunnelwatch.notifier.channel.ConfiguredChannel}); routing, order, retries and records are the notifier's.
 */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.notifier.channel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
