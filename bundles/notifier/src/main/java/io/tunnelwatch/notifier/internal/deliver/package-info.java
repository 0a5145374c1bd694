/** One channel at work: it reads the log, keeps its ledger, and sends what is due in a thread of its own. */
@NullMarked
package io.tunnelwatch.notifier.internal.deliver;

import org.jspecify.annotations.NullMarked;
