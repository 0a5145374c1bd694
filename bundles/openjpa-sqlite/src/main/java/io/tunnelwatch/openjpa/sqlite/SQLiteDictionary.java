package io.tunnelwatch.openjpa.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.openjpa.jdbc.identifier.DBIdentifier;
import org.apache.openjpa.jdbc.schema.Column;
import org.apache.openjpa.jdbc.schema.ForeignKey;
import org.apache.openjpa.jdbc.schema.PrimaryKey;
import org.apache.openjpa.jdbc.schema.Table;
import org.apache.openjpa.jdbc.sql.BooleanRepresentationFactory;
import org.apache.openjpa.jdbc.sql.DBDictionary;
import org.apache.openjpa.jdbc.sql.SQLBuffer;

/**
 * OpenJPA's dictionary for SQLite 3.35 and later. OpenJPA does not find it by itself: name it in
 * {@code openjpa.jdbc.DBDictionary}. It warns once that the dictionary is not one of its own, and once for each foreign
 * key that it "did not add", because the key is made with its table.
 *
 * <p>What to know: whole numbers are INTEGER, fractions REAL, text TEXT, bytes BLOB. Dates keep their own type names,
 * whose affinity is NUMERIC, and are milliseconds since 1970 as long as the driver's {@code date_class} is INTEGER.
 * DECIMAL keeps 15 digits, because SQLite stores it as a double. There is no {@code SELECT ... FOR UPDATE}: SQLite
 * locks the whole file, with the first write of a transaction.
 */
// the warning is of DBDictionary itself, which narrows a generic method
@SuppressWarnings("unchecked")
public class SQLiteDictionary extends DBDictionary {

    private static final String MILLISECONDS = "CAST(%s * 1000 AS INTEGER)";

    /** Made by OpenJPA. */
    public SQLiteDictionary() {
        platform = "SQLite";
        validationSQL = "SELECT 1";
        nameTypes();
        nameFunctions();
        describeSchema();
        describeStatements();
        reservedWordSet.addAll(SQLiteWords.RESERVED);
        invalidColumnWordSet.addAll(SQLiteWords.RESERVED);
        systemTableSet.addAll(Set.of(
                "SQLITE_MASTER", "SQLITE_SCHEMA", "SQLITE_SEQUENCE", "SQLITE_STAT1", "SQLITE_STAT3", "SQLITE_STAT4"));
    }

    private void nameTypes() {
        bitTypeName = "BOOLEAN";
        booleanTypeName = "BOOLEAN";
        booleanRepresentation = BooleanRepresentationFactory.INT_10;
        tinyintTypeName = "INTEGER";
        smallintTypeName = "INTEGER";
        integerTypeName = "INTEGER";
        bigintTypeName = "INTEGER";
        floatTypeName = "REAL";
        realTypeName = "REAL";
        doubleTypeName = "REAL";
        charTypeName = "TEXT";
        varcharTypeName = "TEXT";
        longVarcharTypeName = "TEXT";
        clobTypeName = "TEXT";
        binaryTypeName = "BLOB";
        varbinaryTypeName = "BLOB";
        longVarbinaryTypeName = "BLOB";
        blobTypeName = "BLOB";
        // OpenJPA would write TEXT(255), which SQLite reads and ignores
        fixedSizeTypeNameSet.addAll(
                Set.of("INTEGER", "REAL", "TEXT", "BLOB", "BOOLEAN", "DATE", "TIME", "TIMESTAMP", "NUMERIC"));
        storeCharsAsNumbers = false;
        useGetBytesForBlobs = true;
        useSetBytesForBlobs = true;
        useGetStringForClobs = true;
        useSetStringForClobs = true;
    }

    private void nameFunctions() {
        stringLengthFunction = "LENGTH({0})";
        bitLengthFunction = "(LENGTH(CAST({0} AS BLOB)) * 8)";
        trimLeadingFunction = "LTRIM({0}, {1})";
        trimTrailingFunction = "RTRIM({0}, {1})";
        trimBothFunction = "TRIM({0}, {1})";
        substringFunctionName = "SUBSTR";
        supportsModOperator = true;
        // SQLite's own CURRENT_TIMESTAMP is text, which sorts after every number
        currentTimestampFunction = MILLISECONDS.formatted("unixepoch('subsec')");
        currentDateFunction = MILLISECONDS.formatted("unixepoch('now', 'localtime', 'start of day', 'utc')");
        currentTimeFunction = MILLISECONDS.formatted("unixepoch('1970-01-01 ' || time('now', 'localtime'), 'utc')");
    }

    private void describeSchema() {
        supportsAutoAssign = true;
        autoAssignTypeName = "INTEGER PRIMARY KEY AUTOINCREMENT";
        fixedSizeTypeNameSet.add(autoAssignTypeName);
        lastGeneratedKeyQuery = "SELECT last_insert_rowid()";
        // the driver's own getGeneratedKeys is the same question
        supportsGetGeneratedKeys = false;
        nextSequenceQuery = null;

        useSchemaName = false;
        schemaCase = SCHEMA_CASE_PRESERVE;
        supportsSchemaForGetTables = false;
        supportsSchemaForGetColumns = false;
        supportsNullTableForGetColumns = false;
        supportsNullTableForGetPrimaryKeys = false;
        supportsNullTableForGetIndexInfo = false;
        supportsNullTableForGetImportedKeys = false;
        supportsAlterTableWithDropColumn = true;
        supportsDeferredConstraints = false;
        supportsNullDeleteAction = true;
        supportsDefaultDeleteAction = true;
        supportsComments = false;
    }

    private void describeStatements() {
        joinSyntax = SYNTAX_SQL92;
        supportsSelectForUpdate = false;
        supportsLockingWithDistinctClause = false;
        supportsLockingWithMultipleTables = false;
        supportsLockingWithOrderClause = false;
        supportsLockingWithOuterJoin = false;
        supportsLockingWithInnerJoin = false;
        supportsLockingWithSelectRange = false;
        forUpdateClause = null;
        supportsSelectStartIndex = true;
        supportsSelectEndIndex = true;
        rangePosition = RANGE_POST_SELECT;
        allowsAliasInBulkClause = false;
        requiresAliasForSubselect = false;
        requiresCastForComparisons = false;
        requiresCastForMathFunctions = false;
        searchStringEscape = "\\";
        requiresSearchStringEscapeForLike = true;
        // sqlite-jdbc takes a query's time-out for the busy time-out of the whole connection
        supportsQueryTimeout = false;
        // SQLITE_MAX_VARIABLE_NUMBER is 32766, and a statement has other parameters too
        inClauseLimit = 30_000;
        batchLimit = 500;
    }

    @Override
    protected void appendSelectRange(SQLBuffer buf, long start, long end, boolean subselect) {
        // OFFSET needs a LIMIT before it, and -1 is none
        buf.append(" LIMIT ").appendValue(end == Long.MAX_VALUE ? -1 : end - start);
        if (start > 0) {
            buf.append(" OFFSET ").appendValue(start);
        }
    }

    /** None for a generated key: AUTOINCREMENT stands with its column, and a table has one PRIMARY KEY. */
    @Override
    protected String getPrimaryKeyConstraintSQL(PrimaryKey pk) {
        boolean generated = pk.getColumns().length == 1 && pk.getColumns()[0].isAutoAssigned();
        return generated ? null : super.getPrimaryKeyConstraintSQL(pk);
    }

    /** With the foreign keys in it, because SQLite can not add one to a table that exists. */
    @Override
    public String[] getCreateTableSQL(Table table) {
        String[] statements = super.getCreateTableSQL(table);
        List<String> keys = new ArrayList<>();
        for (ForeignKey key : table.getForeignKeys()) {
            String sql = key.isLogical() ? null : getForeignKeyConstraintSQL(key);
            if (sql != null) {
                keys.add(sql);
            }
        }
        if (!keys.isEmpty()) {
            String create = statements[0];
            statements[0] = create.substring(0, create.lastIndexOf(')')) + ", " + String.join(", ", keys) + ")";
        }
        return statements;
    }

    /** Nothing: they were made with the table. A key between tables that both exist can not be added. */
    @Override
    public String[] getAddForeignKeySQL(ForeignKey fk) {
        return new String[0];
    }

    /** Nothing: it goes with its table. */
    @Override
    public String[] getDropForeignKeySQL(ForeignKey fk, Connection connection) {
        return new String[0];
    }

    /** Also true for the indexes that SQLite makes for UNIQUE and PRIMARY KEY, which can not be dropped. */
    @Override
    public boolean isSystemIndex(DBIdentifier name, Table table) {
        return (!DBIdentifier.isNull(name)
                        && name.getName().toLowerCase(Locale.ROOT).startsWith("sqlite_autoindex_"))
                || super.isSystemIndex(name, table);
    }

    /** Without a size: TEXT has none, for which the driver says two billion. */
    @Override
    protected Column newColumn(ResultSet metadata) throws SQLException {
        Column column = super.newColumn(metadata);
        if (column.getType() == Types.VARCHAR) {
            column.setSize(0);
        }
        return column;
    }

    /** Never deferred: we make none that is, and the driver says so of each. */
    @Override
    protected ForeignKey newForeignKey(ResultSet metadata) throws SQLException {
        ForeignKey key = super.newForeignKey(metadata);
        key.setDeferred(false);
        return key;
    }

    @Override
    public int getPreferredType(int type) {
        return type == Types.CLOB ? Types.VARCHAR : super.getPreferredType(type);
    }

    @Override
    protected int matchErrorState(Map<Integer, Set<String>> errorStates, SQLException error) {
        return SQLiteErrors.kindOf(error);
    }
}
