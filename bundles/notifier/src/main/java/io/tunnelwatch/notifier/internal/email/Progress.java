package io.tunnelwatch.notifier.internal.email;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far a message has come.
 *
 * @param done recipients who have it
 * @param left recipients for whom it is to be sent again, with what the server said of them last; empty if it was not
 *     asked yet
 * @param refused recipients who will not get it, with what the server said
 */
record Progress(List<String> done, Map<String, String> left, Map<String, String> refused) {

    /** Nobody has it. */
    static Progress begin(List<String> recipients) {
        Map<String, String> left = new LinkedHashMap<>();
        recipients.forEach(recipient -> left.put(recipient, ""));
        return new Progress(List.of(), left, Map.of());
    }

    /** The server has taken it for all that were left but these. */
    Progress taken(Map<String, String> later, Map<String, String> never) {
        List<String> have = new ArrayList<>(done);
        left.keySet().stream()
                .filter(recipient -> !later.containsKey(recipient) && !never.containsKey(recipient))
                .forEach(have::add);
        return after(have, later, never);
    }

    /** The server has taken it for nobody that was left. */
    Progress notTaken(Map<String, String> later, Map<String, String> never) {
        return after(done, later, never);
    }

    /** The server will take it for nobody that is left. */
    Progress refused(String reply) {
        Map<String, String> never = new LinkedHashMap<>();
        left.keySet().forEach(recipient -> never.put(recipient, reply));
        return after(done, Map.of(), never);
    }

    /** For people. */
    String state() {
        List<String> parts = new ArrayList<>();
        if (!refused.isEmpty()) {
            parts.add("refuses " + list(refused));
        }
        if (!left.isEmpty()) {
            parts.add("does not take it yet for " + list(left));
        }
        if (!done.isEmpty()) {
            parts.add("has it for " + String.join(", ", done));
        }
        return String.join("; ", parts);
    }

    private Progress after(List<String> have, Map<String, String> later, Map<String, String> never) {
        Map<String, String> all = new LinkedHashMap<>(refused);
        all.putAll(never);
        return new Progress(have, later, all);
    }

    /** Who got the same answer stands together. */
    private static String list(Map<String, String> answers) {
        Map<String, List<String>> recipients = answers.keySet().stream()
                .collect(Collectors.groupingBy(answers::get, LinkedHashMap::new, Collectors.toList()));
        return recipients.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " (" + entry.getKey() + ")")
                .collect(Collectors.joining(", "));
    }
}
