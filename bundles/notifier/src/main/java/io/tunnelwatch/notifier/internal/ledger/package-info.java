/** What one channel owes and has told: a fold of the log's events, with a picture on disk. */
@NullMarked
package io.tunnelwatch.notifier.internal.ledger;

import org.jspecify.annotations.NullMarked;
