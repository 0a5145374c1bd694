package io.tunnelwatch.itests.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What came of the notices of one channel, compared with what was promised.
 *
 * @param channel its id
 * @param owed how many there were to tell
 * @param told how many the other side confirmed
 * @param again how many came more than once
 * @param latestSeconds the longest time from the log's answer until one came that was confirmed
 * @param problems what is wrong
 */
record Telling(String channel, int owed, int told, int again, double latestSeconds, List<String> problems) {

    private static final int EXAMPLES = 3;

    /**
     * Judges.
     *
     * @param owed what there was to tell, in the order of the log
     * @param taken when the log had taken each event, on the monotonic clock
     * @param arrivals at the other side
     * @param recorded the keys of which the history says that they were delivered
     * @param limitSeconds for a channel that nothing is the matter with; infinite for the others
     */
    static Telling of(
            String channel,
            List<OwedNotice> owed,
            Map<String, Long> taken,
            Arrivals arrivals,
            List<String> recorded,
            double limitSeconds) {
        Problems problems = new Problems(channel);
        List<String> keys = owed.stream().map(OwedNotice::key).toList();
        Set<String> told = arrivals.told().keySet();
        problems.name("never arrived", without(keys, told));
        problems.name("arrived and were not to", without(arrivals.seen(), keys));
        problems.name("came again after they had been confirmed", arrivals.afterConfirmed());
        problems.name("keys were those of different messages", arrivals.ambiguous());
        problems.name("are not recorded as delivered", without(keys, recorded));
        problems.name("are recorded as delivered more than once", twice(recorded));
        inOrder(problems, keys, told);
        double latest = owed.stream()
                .filter(notice -> told.contains(notice.key()) && taken.containsKey(notice.event()))
                .mapToDouble(notice -> (arrivals.told().get(notice.key()) - taken.get(notice.event())) / 1e9)
                .max()
                .orElse(0);
        if (limitSeconds < Double.POSITIVE_INFINITY) {
            problems.name("came more than once though all was well", arrivals.again());
            problems.add(latest > limitSeconds, "one arrived only after " + latest + " s");
        }
        return new Telling(
                channel, keys.size(), told.size(), arrivals.again().size(), latest, List.copyOf(problems.texts));
    }

    private static void inOrder(Problems problems, List<String> owed, Collection<String> told) {
        List<String> promised = owed.stream().filter(told::contains).toList();
        List<String> arrived =
                told.stream().filter(new HashSet<>(owed)::contains).toList();
        for (int at = 0; at < promised.size(); at++) {
            if (!promised.get(at).equals(arrived.get(at))) {
                problems.add(
                        true, "not in the order of the log: " + arrived.get(at) + " came before " + promised.get(at));
                return;
            }
        }
    }

    private static List<String> without(Collection<String> some, Collection<String> others) {
        Set<String> left = new HashSet<>(others);
        return some.stream().filter(one -> !left.contains(one)).toList();
    }

    private static Set<String> twice(List<String> some) {
        Set<String> twice = new TreeSet<>(some);
        twice.removeIf(one -> Collections.frequency(some, one) == 1);
        return twice;
    }

    private record Problems(String channel, List<String> texts) {

        Problems(String channel) {
            this(channel, new ArrayList<>());
        }

        void name(String what, Collection<String> keys) {
            String examples = String.join(", ", keys.stream().limit(EXAMPLES).toList());
            add(!keys.isEmpty(), keys.size() + " " + what + ", such as " + examples);
        }

        void add(boolean isOne, String text) {
            if (isOne) {
                texts.add(channel + ": " + text);
            }
        }
    }
}
