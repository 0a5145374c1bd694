package io.tunnelwatch.notifier.internal.deliver;

import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Receipt;
import java.util.concurrent.CompletableFuture;

/**
 * A message that an operator waits for.
 *
 * @param outcome ends with the receipt, or with why there is none
 */
record Request(Message message, CompletableFuture<Receipt> outcome) {

    Request(Message message) {
        this(message, new CompletableFuture<>());
    }
}
