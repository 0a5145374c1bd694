package io.tunnelwatch.datasource.internal;

import java.sql.SQLException;

/** A connection that belongs to one file. */
interface FileBound {

    /** @throws SQLException 08006 when the name stands for another file by now, or for none */
    void checkFile() throws SQLException;
}
