package io.tunnelwatch.store.internal.salvage;

import io.tunnelwatch.store.internal.entity.StoredRow;
import java.sql.SQLException;
import java.util.List;

/** Takes what a damaged table holds, in the order of the rowids. */
interface TableSink {

    /** Rows that can be read; whether what they say makes sense is another question. */
    void rows(List<StoredRow> rows) throws SQLException, InterruptedException;

    /**
     * Rowids between these two, both exclusive, can not be read. There may be fewer rows than numbers, as rows are
     * deleted, too.
     */
    void hole(long after, long before);
}
