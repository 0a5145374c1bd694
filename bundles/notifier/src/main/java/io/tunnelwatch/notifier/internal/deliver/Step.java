package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.notifier.channel.Message;
import java.time.Instant;

/** What a channel does next with what is due. */
sealed interface Step {

    /** Sends this. */
    record Send(Message message) implements Step {}

    /** Waits: there were enough messages for now. */
    record Wait(Instant until) implements Step {}

    /** There is nothing to send. */
    record Nothing() implements Step {}
}
