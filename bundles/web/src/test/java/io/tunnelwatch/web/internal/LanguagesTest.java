package io.tunnelwatch.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page's words: English is the measure of every other language. */
class LanguagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LANGUAGE_FILE = Pattern.compile("lang/([a-z]+)\\.json");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    /** The categories of CLDR; a language has some of them, and always the last. */
    private static final Pattern PLURAL = Pattern.compile("\\.(zero|one|two|few|many|other)$");

    private static final String OTHER = ".other";
    private static final Pattern USED = Pattern.compile("\\b(?:t|tNodes)\\('([\\w.]+)'");

    private final Map<String, byte[]> files = PageFolder.files();

    @Test
    void eachLanguageHasExactlyTheKeysOfEnglish() throws IOException {
        Map<String, String> english = words("en");
        for (String language : languages()) {
            Map<String, String> words = words(language);
            assertThat(bases(words)).as(language).isEqualTo(bases(english));
            assertThat(words.keySet())
                    .as(language)
                    .containsAll(bases(english).stream()
                            .map(base -> english.containsKey(base) ? base : base + OTHER)
                            .toList());
        }
    }

    @Test
    void eachTextHasThePlaceholdersOfTheEnglishOne() throws IOException {
        Map<String, String> english = words("en");
        for (String language : languages()) {
            words(language).forEach((key, text) -> {
                Set<String> wanted = placeholders(english.getOrDefault(key, english.get(base(key) + OTHER)));
                assertThat(text).as(language + " " + key).isNotBlank();
                if (isSpecial(key)) {
                    // "once" needs no number
                    assertThat(wanted).as(language + " " + key).containsAll(placeholders(text));
                } else {
                    assertThat(placeholders(text)).as(language + " " + key).isEqualTo(wanted);
                }
            });
        }
    }

    @Test
    void thePageOffersTheLanguagesThatThereAre() {
        String listed = text("i18n.js").replaceAll("(?s).*LANGUAGES = \\[([^]]*)].*", "$1");

        assertThat(Set.of(listed.replace("'", "").split(", "))).isEqualTo(languages());
    }

    @Test
    void whatTheScriptsSayIsThere() throws IOException {
        Set<String> known = bases(words("en"));
        Set<String> used = files.keySet().stream()
                .filter(name -> name.endsWith(".js"))
                .flatMap(name -> USED.matcher(text(name)).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).hasSizeGreaterThan(100);
        assertThat(known).containsAll(used);
    }

    private Set<String> languages() {
        return files.keySet().stream()
                .flatMap(name -> LANGUAGE_FILE.matcher(name).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private SortedMap<String, String> words(String language) throws IOException {
        return JSON.readValue(text("lang/" + language + ".json"), new TypeReference<TreeMap<String, String>>() {});
    }

    private String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static boolean isSpecial(String key) {
        return PLURAL.matcher(key).find() && !key.endsWith(OTHER);
    }

    private static Set<String> bases(Map<String, String> words) {
        return words.keySet().stream().map(LanguagesTest::base).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String base(String key) {
        return PLURAL.matcher(key).replaceFirst("");
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
