/** How the database's file gets well: quarantine, backups, the choice of the file, and work that takes long. */
@NullMarked
package io.tunnelwatch.store.internal.recover;

import org.jspecify.annotations.NullMarked;
