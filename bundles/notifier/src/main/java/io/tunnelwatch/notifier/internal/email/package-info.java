/** Email: messages over SMTP, to several recipients at once. */
@NullMarked
package io.tunnelwatch.notifier.internal.email;

import org.jspecify.annotations.NullMarked;
