package io.tunnelwatch.commands.internal.text;

/**
 * A column of a table.
 *
 * @param minColumns how far it may be cut where room is short
 * @param right whether its cells are aligned to the right, as numbers are
 * @param droppable whether it may be left out: where cutting is not enough, and where all its cells are empty
 */
public record Column(String header, int minColumns, boolean right, boolean droppable) {

    /** One that is always whole. */
    public static Column whole(String header) {
        return new Column(header, Integer.MAX_VALUE, false, false);
    }

    /** Numbers, always whole. */
    public static Column number(String header) {
        return new Column(header, Integer.MAX_VALUE, true, false);
    }

    /** One that may be cut. */
    public static Column cut(String header, int minColumns) {
        return new Column(header, minColumns, false, false);
    }

    /** The same, and it may be left out; of several, the last one first. */
    public Column orDrop() {
        return new Column(header, minColumns, right, true);
    }
}
