package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.notifier.channel.ChannelSettings;
import io.tunnelwatch.notifier.channel.Transport;

/** Where a channel's messages go, and by which settings. */
record Target(ChannelSettings settings, Transport transport) {}
