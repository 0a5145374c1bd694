package io.tunnelwatch.commands.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command, with the options among them. Karaf reads no option behind an argument, though people type it
 * there: {@code alert:ack 0199a4b2 --note 'on my way'}.
 *
 * @param words the arguments, each once
 * @param options the values of the options that stand behind an argument, in their order
 */
public record Typed(List<String> words, Map<String, List<String>> options) {

    private static final String JSON = "--json";

    /**
     * Takes words apart; switches {@code --json} on where it stands among them.
     *
     * @param withValue the options that have a value
     * @throws Refusal an option is unknown, or lacks its value
     */
    public static Typed of(List<String> typed, TunnelwatchAction action, String... withValue) {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> options = new HashMap<>();
        for (int at = 0; at < typed.size(); at++) {
            String word = typed.get(at);
            if (word.equals(JSON)) {
                action.useJson();
            } else if (List.of(withValue).contains(word)) {
                at++;
                if (at == typed.size()) {
                    throw new Refusal(word + " wants a value");
                }
                options.computeIfAbsent(word, name -> new ArrayList<>()).add(typed.get(at));
            } else if (word.startsWith("--")) {
                throw new Refusal("There is no option " + word + "; --help shows those that there are");
            } else if (!words.contains(word)) {
                words.add(word);
            }
        }
        return new Typed(List.copyOf(words), Map.copyOf(options));
    }

    /** The value of an option, before the arguments or behind them; absent when it is blank, too. */
    public Optional<String> option(String name, @Nullable String before) {
        List<String> behind = options.getOrDefault(name, List.of());
        Optional<String> typed =
                behind.isEmpty() ? Optional.ofNullable(before) : Optional.of(behind.get(behind.size() - 1));
        return typed.map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The values of an option that may be repeated, those before the arguments first. */
    public List<String> values(String name, @Nullable List<String> before) {
        List<String> values = new ArrayList<>(Optional.ofNullable(before).orElse(List.of()));
        values.addAll(options.getOrDefault(name, List.of()));
        return values;
    }
}
