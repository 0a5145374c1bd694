package io.tunnelwatch.json;

import io.tunnelwatch.notifier.ChannelStatus;
import java.util.List;

/** A list of channels as JSON: the names are part of the contract. */
public record ChannelsDocument(List<ChannelStatus> channels) {

    public ChannelsDocument {
        channels = List.copyOf(channels);
    }
}
