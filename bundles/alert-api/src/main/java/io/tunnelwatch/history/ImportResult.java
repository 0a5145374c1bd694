package io.tunnelwatch.history;

import java.util.List;

/**
 * What became of the rows of an older application. Each row that was read is either imported, there already, or
 * refused.
 *
 * @param read how many rows the file has
 * @param imported how many came into the history; of a dry run, how many would
 * @param alreadyThere how many an earlier import had brought
 * @param refused how many can not be understood
 * @param zoneless of how many the time names no zone; the request's zone counted
 * @param refusals the first {@link #MAX_REFUSALS} of those that were refused
 */
public record ImportResult(
        long read, long imported, long alreadyThere, long refused, long zoneless, List<Refusal> refusals) {

    /** So many refusals are told one by one. */
    public static final int MAX_REFUSALS = 100;

    public ImportResult {
        refusals = List.copyOf(refusals);
    }

    /**
     * A row that was not taken.
     *
     * @param row its id; where it has none, its number in the file
     * @param reason why, for people; it may hold text from outside
     */
    public record Refusal(String row, String reason) {}
}
