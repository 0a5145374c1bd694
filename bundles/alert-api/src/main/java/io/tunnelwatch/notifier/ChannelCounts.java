package io.tunnelwatch.notifier;

/**
 * What became of a channel's messages since it was opened. A message may hold many notices.
 *
 * @param sent messages that the other side confirmed
 * @param failed attempts that it did not confirm; a message may have many
 * @param givenUp messages that are not tried any longer
 */
public record ChannelCounts(long sent, long failed, long givenUp) {

    /** Nothing was sent yet. */
    public static final ChannelCounts NONE = new ChannelCounts(0, 0, 0);
}
