package io.tunnelwatch.itests.faults;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came to one other side, notice by notice. */
final class Arrivals {

    private final Map<String, Long> told = new LinkedHashMap<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final Set<String> again = new LinkedHashSet<>();
    private final Set<String> afterConfirmed = new LinkedHashSet<>();
    private final Set<String> ambiguous = new LinkedHashSet<>();
    private final Map<String, List<String>> contents = new HashMap<>();

    /** @param came in order */
    Arrivals(List<Reception> came) {
        came.forEach(this::add);
    }

    private void add(Reception reception) {
        List<String> before = contents.putIfAbsent(reception.key(), reception.notices());
        if (before != null && !before.equals(reception.notices())) {
            ambiguous.add(reception.key());
        }
        for (String notice : reception.notices()) {
            if (!seen.add(notice)) {
                again.add(notice);
            }
            if (told.containsKey(notice)) {
                afterConfirmed.add(notice);
            } else if (reception.isConfirmed()) {
                told.put(notice, reception.nanos());
            }
        }
    }

    /** What was confirmed, in order, and when it came. */
    Map<String, Long> told() {
        return told;
    }

    /** All that came, confirmed or not. */
    Set<String> seen() {
        return seen;
    }

    /** What came more than once. */
    Set<String> again() {
        return again;
    }

    /** What came though it had been confirmed before. */
    Set<String> afterConfirmed() {
        return afterConfirmed;
    }

    /** Keys under which different messages came. */
    Set<String> ambiguous() {
        return ambiguous;
    }
}
