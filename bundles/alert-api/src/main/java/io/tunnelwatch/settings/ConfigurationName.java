package io.tunnelwatch.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration of a factory is called.
 *
 * @param pid for messages
 * @param instance the part behind {@code ~}; the whole PID when there is none
 */
public record ConfigurationName(String pid, String instance) {

    /**
     * Reads it from a component's properties: the PID ({@code io.tunnelwatch.gateway~berlin}), else the file that it
     * came from, for those who number the PIDs.
     */
    public static ConfigurationName of(Map<String, ?> properties) {
        String pid = Optional.ofNullable(properties.get("service.pid"))
                .map(ConfigurationName::first)
                .orElse("(no PID)");
        Optional<String> file = Optional.ofNullable(properties.get("felix.fileinstall.filename"))
                .map(value -> String.valueOf(Path.of(value.toString()).getFileName()))
                .map(name -> name.replaceFirst("\\.(cfg|config|json|cfg\\.json)$", ""));
        return new ConfigurationName(
                pid,
                afterTilde(pid)
                        .or(() -> file.flatMap(ConfigurationName::afterTilde))
                        .orElse(pid));
    }

    private static String first(Object pids) {
        return pids instanceof Iterable<?> many ? String.valueOf(many.iterator().next()) : pids.toString();
    }

    private static Optional<String> afterTilde(String text) {
        int tilde = text.indexOf('~');
        return tilde < 0 || tilde == text.length() - 1 ? Optional.empty() : Optional.of(text.substring(tilde + 1));
    }
}
