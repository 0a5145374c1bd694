/** Webhooks: messages to any URL, in any form. */
@NullMarked
package io.tunnelwatch.notifier.internal.webhook;

import org.jspecify.annotations.NullMarked;
