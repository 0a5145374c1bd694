package io.tunnelwatch.store.internal.database;

import io.tunnelwatch.datasource.PoolStatus;
import io.tunnelwatch.datasource.SqliteFile;
import java.nio.file.Path;
import java.util.Optional;

/** The database as the data source gives it, which comes and goes: transactions, the pool, the file as a whole. */
public interface Database extends Transactions {

    /** The pool behind the transactions; empty without a data source, or with another kind of pool. */
    Optional<PoolStatus> pool();

    /** The file; empty without a data source, and for a database that is a server. */
    Optional<SqliteFile> sqlite();

    /** The name of the file in use, for messages. */
    default Optional<Path> file() {
        return pool().flatMap(PoolStatus::file);
    }
}
