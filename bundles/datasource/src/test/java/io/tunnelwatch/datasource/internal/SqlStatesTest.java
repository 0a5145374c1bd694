package io.tunnelwatch.datasource.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqlStatesTest {

    private static final Path FILE = Path.of("/data/alerts.db");

    @ParameterizedTest
    @CsvSource({
        "SQLITE_BUSY_RECOVERY, 40000",
        "SQLITE_BUSY_SNAPSHOT, 40000",
        "SQLITE_BUSY_TIMEOUT, 40000",
        "SQLITE_LOCKED_SHAREDCACHE, 40000",
        "SQLITE_PROTOCOL, 40000",
        "SQLITE_READONLY_DIRECTORY, 25006",
        "SQLITE_READONLY_ROLLBACK, 25006",
        "SQLITE_READONLY_RECOVERY, 25006",
        "SQLITE_READONLY_CANTLOCK, 25006",
        "SQLITE_READONLY_CANTINIT, 25006",
        "SQLITE_READONLY_DBMOVED, 08006",
        "SQLITE_IOERR_VNODE, 08006",
        "SQLITE_IOERR_CORRUPTFS, 58030",
        "SQLITE_IOERR_READ, 58030",
        "SQLITE_IOERR_DATA, 58030",
        "SQLITE_IOERR_FSYNC, 58030",
        "SQLITE_IOERR_NOMEM, 53200",
        "SQLITE_NOMEM, 53200",
        "SQLITE_FULL, 53100",
        "SQLITE_NOLFS, 53100",
        "SQLITE_CANTOPEN_ISDIR, 08001",
        "SQLITE_CANTOPEN_DIRTYWAL, 08001",
        "SQLITE_CANTOPEN_SYMLINK, 08001",
        "SQLITE_PERM, 08001",
        "SQLITE_CORRUPT_INDEX, XX001",
        "SQLITE_CORRUPT_SEQUENCE, XX001",
        "SQLITE_NOTADB, XX001",
        "SQLITE_CONSTRAINT_DATATYPE, 23000",
        "SQLITE_CONSTRAINT_TRIGGER, 23000",
        "SQLITE_TOOBIG, 22000",
        "SQLITE_INTERRUPT, 57014",
        "SQLITE_AUTH, 42000",
        "SQLITE_SCHEMA, HY000",
        "SQLITE_MISUSE, HY000"
    })
    void eachCodeHasItsState(SQLiteErrorCode code, String state) {
        SQLException error = SqlStates.describe(new SQLiteException("the driver's words", code), FILE);
        assertThat(error.getSQLState()).isEqualTo(state);
        assertThat(error.getErrorCode()).isEqualTo(code.code);
        assertThat(error.getMessage()).startsWith(FILE + ": the driver's words");
    }

    /** 8714 is SQLITE_IOERR_IN_PAGE, which this driver does not know. */
    @Test
    void aCodeThatIsNewerThanTheDriverHasTheStateOfItsKind() {
        SQLException error = SqlStates.describe(
                new SQLiteException("[UNKNOWN_ERROR]:8714 (what)", SQLiteErrorCode.UNKNOWN_ERROR), FILE);
        assertThat(error.getSQLState()).isEqualTo("58030");
        assertThat(error.getErrorCode()).isEqualTo(8714);
    }
}
