/** What others ask the history, each question a short transaction that only reads. */
@NullMarked
package io.tunnelwatch.store.internal.query;

import org.jspecify.annotations.NullMarked;
