package io.tunnelwatch.web.internal.page;

import io.tunnelwatch.web.internal.http.StaticFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of the page: those that were there when it was made, and no others. A name is looked up and never opened,
 * so no name leads out of them. Safe for any number of threads.
 */
public final class PageFiles {

    private static final String INDEX = "index.html";

    /** Stands in the index for the path of the other files. */
    private static final String ASSETS = "{{assets}}";

    private static final int VERSION_BYTES = 8;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "txt", "text/plain;charset=utf-8");

    private final String version;
    private final StaticFile index;
    private final Map<String, StaticFile> byName = new HashMap<>();

    /**
     * @param contents by name, {@code lang/en.json}; among them {@code index.html}
     * @param assetsPath where the files are served, without the version
     */
    public PageFiles(Map<String, byte[]> contents, String assetsPath) {
        SortedMap<String, byte[]> sorted = new TreeMap<>(contents);
        this.version = version(sorted);
        byte[] written = Optional.ofNullable(sorted.remove(INDEX))
                .orElseThrow(() -> new IllegalArgumentException("There is no " + INDEX));
        String html = new String(written, StandardCharsets.UTF_8).replace(ASSETS, assetsPath + "/" + version);
        this.index = file(INDEX, html.getBytes(StandardCharsets.UTF_8));
        sorted.forEach((name, bytes) -> byName.put(name, file(name, bytes)));
    }

    /** Names these files: others have another. */
    String version() {
        return version;
    }

    /** What every address of the page begins with. */
    StaticFile index() {
        return index;
    }

    /** One of the others. */
    Optional<StaticFile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static StaticFile file(String name, byte[] bytes) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = Optional.ofNullable(TYPES.get(ending))
                .orElseThrow(() -> new IllegalArgumentException("Of which type is " + name + "?"));
        return new StaticFile(type, bytes);
    }

    private static String version(SortedMap<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, bytes) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
