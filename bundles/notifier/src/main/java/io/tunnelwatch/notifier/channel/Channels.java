package io.tunnelwatch.notifier.channel;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where channels are opened. Implemented by the bundle {@code notifier}; whoever brings a kind of channel calls it,
 * most of them by means of {@link ConfiguredChannel}. Safe for any number of threads.
 */
@ProviderType
public interface Channels {

    /**
     * Opens a channel. It goes on where it was when it was open last, and a new one begins with what happens from now
     * on. It tells nothing before it has settings.
     *
     * @throws IllegalStateException it is open already
     */
    OpenChannel open(ChannelId id);

    /** A channel that is open, in the hands of who opened it. */
    @ProviderType
    interface OpenChannel {

        /** From now on these settings hold. What is under way is sent by those before; nothing is lost. */
        void use(ChannelSettings settings, Transport transport);

        /**
         * New settings were refused. The old ones go on to hold; {@code alert:channels} says why.
         *
         * @param why for people, with the setting and what is allowed
         */
        void refuse(String why);

        /**
         * Closes it, and its transport. Returns when its threads have ended.
         *
         * @param forGood its configuration was deleted: what it still had to tell, and where it was, is forgotten
         */
        void close(boolean forGood);
    }
}
