package io.tunnelwatch.notifier.channel;

import java.util.regex.Pattern;

/**
 * A channel's name through all restarts: {@code email.noc} for {@code io.tunnelwatch.channel.email~noc}.
 *
 * @param type in lower case: {@code email}, {@code webhook}
 * @param name the part of the PID behind {@code ~}
 */
public record ChannelId(String type, String name) {

    /** What a name is made of: it stands in file names, in the log and in commands. */
    public static final Pattern NAME = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._-]{0,63}");

    public ChannelId {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a channel: letters, digits, '.', '_', '-'");
        }
    }

    /** Under which the log knows the channel: {@code channel.email.noc}. */
    public String consumerId() {
        return "channel." + this;
    }

    @Override
    public String toString() {
        return type + "." + name;
    }
}
