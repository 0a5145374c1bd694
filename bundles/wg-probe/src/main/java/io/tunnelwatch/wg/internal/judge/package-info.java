/**
 * The verdict on a peer, and what it did lately: pure functions of its line in the dump, what is remembered of it, its
 * policy and the time.
 */
@NullMarked
package io.tunnelwatch.wg.internal.judge;

import org.jspecify.annotations.NullMarked;
