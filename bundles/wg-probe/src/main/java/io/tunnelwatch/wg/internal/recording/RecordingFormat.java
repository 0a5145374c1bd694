package io.tunnelwatch.wg.internal.recording;

/**
 * The words of a recording's text; {@code docs/recordings.md} describes it for people.
 *
 * <pre>
 * tunnelwatch-recording 1
 * # any text
 * poll 2026-11-23T12:00:00.250Z +10.000000000 berlin
 * wg0  (none)  (none)  51820  off
 * wg0  KEY  (none)  192.0.2.7:51820  10.0.0.2/32  1795435200  1234  5678  25
 * unreadable  wg1  No such device
 * end
 * poll 2026-11-23T12:00:10.250Z +20.000000000 berlin
 * failed 'wg show all dump' took longer than 5.0 s and was ended
 * end
 * </pre>
 *
 * By hand a poll is a line with a time, and the lines of {@code wg show all dump} behind it.
 */
final class RecordingFormat {

    static final int VERSION = 1;
    static final String HEADER = "tunnelwatch-recording ";
    static final char COMMENT = '#';
    static final String POLL = "poll ";
    static final String END = "end";
    static final String FAILED = "failed";
    static final String UNREADABLE = "unreadable\t";

    /** Stands where a key was, and where there is none. */
    static final String NONE = "(none)";

    private RecordingFormat() {}
}
