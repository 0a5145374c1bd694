package io.tunnelwatch.wg.internal.source;

import io.tunnelwatch.wg.internal.dump.Base64Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the names of peers in the text of one of WireGuard's configuration files ({@code wg(8)}, {@code wg-quick(8)}):
 * {@code # Name = ada} or {@code # friendly_name=ada}, inside a {@code [Peer]} section or right above it. Only comments
 * of this kind and public keys become Strings; lines with secret keys are passed over in place.
 */
final class ConfigFile {

    private static final int MAX_NAME_CHARS = 100;
    private static final List<String> NAME_SETTINGS = List.of("name", "friendly_name");

    private final byte[] text;
    private final int length;
    private final List<Section> sections = new ArrayList<>();
    private Section section = new Section(Optional.empty(), false);

    /** A name that will be the next section's, if that begins before anything but comments comes. */
    private Optional<String> nameAbove = Optional.empty();

    /** What is known of one section. */
    private static final class Section {
        private final Optional<String> nameAbove;
        private final boolean ofPeer;
        private Optional<String> nameInside = Optional.empty();
        private Optional<String> publicKey = Optional.empty();

        Section(Optional<String> nameAbove, boolean ofPeer) {
            this.nameAbove = nameAbove;
            this.ofPeer = ofPeer;
        }
    }

    private ConfigFile(byte[] text, int length) {
        this.text = text;
        this.length = length;
    }

    /** The names by public key; of a key that is named twice, the first. */
    static Map<String, String> namesIn(byte[] text, int length) {
        ConfigFile file = new ConfigFile(text, length);
        file.readLines();
        return file.names();
    }

    private void readLines() {
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && text[end] != '\n') {
                end++;
            }
            readLine(skipBlanks(start, end), end);
            start = end + 1;
        }
        sections.add(section);
        // a name at the end of the file is above nothing
        giveBack(nameAbove);
    }

    private void readLine(int start, int end) {
        if (start == end) {
            giveBack(nameAbove);
            nameAbove = Optional.empty();
        } else if (text[start] == '#') {
            nameIn(skipMarks(start, end), end).ifPresent(this::noteName);
        } else if (text[start] == '[') {
            sections.add(section);
            section = new Section(nameAbove, startsWith("[peer]", start, end));
            nameAbove = Optional.empty();
        } else {
            giveBack(nameAbove);
            nameAbove = Optional.empty();
            publicKeyIn(start, end).ifPresent(key -> section.publicKey = Optional.of(key));
        }
    }

    private void noteName(String name) {
        giveBack(nameAbove);
        nameAbove = Optional.of(name);
    }

    /** A name that turned out to be above no section is the current section's. */
    private void giveBack(Optional<String> name) {
        if (section.nameInside.isEmpty()) {
            section.nameInside = name;
        }
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < sections.size(); i++) {
            Section peer = sections.get(i);
            if (peer.ofPeer && peer.publicKey.isPresent()) {
                // a file that names its peers inside may have the name last, right above the next section
                Optional<String> below = i + 1 < sections.size()
                                && sections.get(i + 1).nameInside.isPresent()
                        ? sections.get(i + 1).nameAbove
                        : Optional.empty();
                peer.nameInside
                        .or(() -> peer.nameAbove)
                        .or(() -> below)
                        .ifPresent(name -> names.putIfAbsent(peer.publicKey.get(), name));
            }
        }
        return names;
    }

    private Optional<String> nameIn(int start, int end) {
        for (String setting : NAME_SETTINGS) {
            int value = valueOf(setting, start, end);
            if (value >= 0 && !Base64Key.is(text, value, trimmedEnd(value, end))) {
                return Optional.of(sanitized(new String(text, value, end - value, StandardCharsets.UTF_8)))
                        .filter(name -> !name.isEmpty());
            }
        }
        return Optional.empty();
    }

    private Optional<String> publicKeyIn(int start, int end) {
        int value = valueOf("publickey", start, end);
        if (value < 0 || !Base64Key.is(text, value, Math.min(value + Base64Key.LENGTH, end))) {
            return Optional.empty();
        }
        return Optional.of(new String(text, value, Base64Key.LENGTH, StandardCharsets.ISO_8859_1));
    }

    /** Where the value of {@code setting = value} begins, or -1 if the line sets something else. */
    private int valueOf(String setting, int start, int end) {
        if (!startsWith(setting, start, end)) {
            return -1;
        }
        int equals = skipBlanks(start + setting.length(), end);
        return equals < end && text[equals] == '=' ? skipBlanks(equals + 1, end) : -1;
    }

    /** Compares in place: what is no match may be a key. */
    private boolean startsWith(String lowerCase, int start, int end) {
        if (end - start < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (Character.toLowerCase((char) text[start + i]) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int skipMarks(int start, int end) {
        int i = start;
        while (i < end && text[i] == '#') {
            i++;
        }
        return skipBlanks(i, end);
    }

    private int skipBlanks(int start, int end) {
        int i = start;
        while (i < end && text[i] >= 0 && text[i] <= ' ') {
            i++;
        }
        return i;
    }

    private int trimmedEnd(int start, int end) {
        int i = end;
        while (i > start && text[i - 1] >= 0 && text[i - 1] <= ' ') {
            i--;
        }
        return i;
    }

    private static String sanitized(String name) {
        String text = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "").trim();
        return text.length() <= MAX_NAME_CHARS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, MAX_NAME_CHARS)))
                        .trim();
    }
}
