package io.tunnelwatch.notifier.channel;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.settings.SettingReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which alerts go a way: conditions between commas, all of which must hold. {@code field=value} or
 * {@code field!=value}; alternatives between {@code |}; {@code *} stands for any text and {@code ?} for any character.
 * Fields are {@code severity}, {@code kind}, {@code gateway}, {@code peer} (its name or its public key) and
 * {@code tag}.
 *
 * <pre>kind=PEER_*, gateway=berlin|paris, tag!=lab</pre>
 *
 * <p>An alert without the field (Tunnelwatch's own have no gateway) fails {@code =} and passes {@code !=}.
 */
public record Match(String text, Severity minimum, List<Condition> conditions) implements Predicate<Alert> {

    /** Every alert. */
    public static final Match EVERYTHING = new Match("", Severity.INFO, List.of());

    private static final String GRAMMAR = "conditions such as severity=critical, kind=PEER_*, gateway=berlin|paris,"
            + " peer!=lab-*, tag=prod; fields are "
            + Arrays.toString(Field.values()).toLowerCase(Locale.ROOT);

    /** What of an alert is looked at. */
    public enum Field {
        SEVERITY,
        KIND,
        GATEWAY,
        PEER,
        TAG;

        private Stream<String> of(Alert alert) {
            return switch (this) {
                case SEVERITY -> Stream.of(alert.severity().name());
                case KIND -> Stream.of(alert.key().kind().name());
                case GATEWAY -> alert.key().gateway().stream();
                case PEER -> Stream.concat(alert.peerName().stream(), alert.key().peerKey().stream());
                case TAG -> alert.tags().stream();
            };
        }
    }

    /** @param wanted whether one of the field's values must match, or none may */
    public record Condition(Field field, boolean wanted, Pattern values) {
        boolean test(Alert alert) {
            return field.of(alert).anyMatch(value -> values.matcher(value).matches()) == wanted;
        }
    }

    public Match {
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads it.
     *
     * @param key the setting, for the error
     * @throws io.tunnelwatch.settings.InvalidSettingException it is none; the message says what is allowed
     */
    public static Match read(SettingReader reader, String key, String text, Severity minimum) {
        List<Condition> conditions = new ArrayList<>();
        for (String part : SettingReader.list(text)) {
            conditions.add(condition(part).orElseThrow(() -> reader.refused(key, text, GRAMMAR)));
        }
        return new Match(text.strip(), minimum, conditions);
    }

    @Override
    public boolean test(Alert alert) {
        return alert.severity().compareTo(minimum) >= 0
                && conditions.stream().allMatch(condition -> condition.test(alert));
    }

    private static Optional<Condition> condition(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        boolean wanted = text.charAt(equals - 1) != '!';
        String name = text.substring(0, wanted ? equals : equals - 1).strip();
        List<String> values = Stream.of(text.substring(equals + 1).split("\\|"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        return Stream.of(Field.values())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .filter(field -> !values.isEmpty() && values.stream().allMatch(value -> isPossible(field, value)))
                .map(field -> new Condition(field, wanted, pattern(field, values)))
                .findFirst();
    }

    /** A kind or a severity that there is not would silently match nothing. */
    private static boolean isPossible(Field field, String value) {
        Pattern pattern = pattern(field, List.of(value));
        return switch (field) {
            case SEVERITY -> Stream.of(Severity.values()).anyMatch(severity -> matches(pattern, severity));
            case KIND -> Stream.of(AlertKind.values()).anyMatch(kind -> matches(pattern, kind));
            default -> true;
        };
    }

    private static boolean matches(Pattern pattern, Enum<?> constant) {
        return pattern.matcher(constant.name()).matches();
    }

    private static Pattern pattern(Field field, List<String> globs) {
        String alternatives = globs.stream().map(Match::regex).collect(Collectors.joining("|"));
        boolean names = field != Field.SEVERITY && field != Field.KIND;
        return Pattern.compile(alternatives, Pattern.DOTALL | (names ? 0 : Pattern.CASE_INSENSITIVE));
    }

    private static String regex(String glob) {
        return glob.chars()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining());
    }
}
