package io.tunnelwatch.itests.bench;

import io.tunnelwatch.itests.load.GrowingFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The load bundle's record of how far the history is behind the log. */
final class LagFile {

    private static final double USUAL_PART = 0.95;

    private final GrowingFile file;
    private final List<Look> looks = new ArrayList<>();

    LagFile(Path path) {
        this.file = new GrowingFile(path);
    }

    /**
     * The history was behind.
     *
     * @param most by how many events
     */
    record Behind(double millis, long most) {}

    /** What is recorded until now is not asked for any more. */
    void forget() {
        read();
        looks.clear();
    }

    /** Reads what was added. */
    void read() {
        file.newLines().stream().map(Look::parse).forEach(looks::add);
    }

    /** By how many events it is behind in 95 of 100 looks at most. */
    long usual() {
        long[] sorted = looks.stream().mapToLong(Look::lag).sorted().toArray();
        return sorted[(int) (sorted.length * USUAL_PART)];
    }

    /**
     * From when it was last as usual until its bundle had stopped, until it was as usual again after that had started.
     * Empty while it is not.
     *
     * @param stopped in nanoseconds of the monotonic clock, as the others
     */
    Optional<Behind> behind(long usual, long stopped, long started) {
        Optional<Look> from = looks.stream()
                .filter(look -> look.nanos() <= stopped && look.isWithin(usual))
                .reduce((first, last) -> last);
        Optional<Look> to = looks.stream()
                .filter(look -> look.nanos() >= started && look.isWithin(usual))
                .findFirst();
        return from.flatMap(begin -> to.map(end -> between(begin, end)));
    }

    private Behind between(Look begin, Look end) {
        long most = looks.subList(looks.indexOf(begin), looks.indexOf(end)).stream()
                .mapToLong(Look::lag)
                .max()
                .orElse(0);
        return new Behind((end.nanos() - begin.nanos()) / 1e6, most);
    }

    private record Look(long nanos, String state, long lag) {

        static Look parse(String line) {
            String[] fields = line.split(",");
            return new Look(Long.parseLong(fields[0]), fields[1], Long.parseLong(fields[2]));
        }

        boolean isAbsent() {
            return state.equals("ABSENT");
        }

        boolean isWithin(long usual) {
            return !isAbsent() && lag >= 0 && lag <= usual;
        }
    }
}
