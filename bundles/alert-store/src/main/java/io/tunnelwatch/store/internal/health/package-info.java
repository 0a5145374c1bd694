/** What is wrong with the database, since when, and what is done about it. */
@NullMarked
package io.tunnelwatch.store.internal.health;

import org.jspecify.annotations.NullMarked;
