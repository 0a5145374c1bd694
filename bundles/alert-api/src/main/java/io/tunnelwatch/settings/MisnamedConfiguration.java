package io.tunnelwatch.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration whose name looks like that of an instance of a factory, and that no component gets: Felix fileinstall
 * makes an instance of a factory only of a file with a dash (<a
 * href="https://felix.apache.org/documentation/subprojects/apache-felix-file-install.html">configurations</a>), though
 * the PID of that instance has a tilde.
 *
 * @param factory {@code io.tunnelwatch.gateway}
 * @param instance the part behind the tilde
 * @param file as it is called now
 */
public record MisnamedConfiguration(String factory, String instance, String file) {

    /**
     * Looks at a configuration that has no factory.
     *
     * @param filename the property {@code felix.fileinstall.filename}; absent when it came from no file
     * @param factories the PIDs of the factories that are meant
     */
    public static Optional<MisnamedConfiguration> of(String pid, Optional<String> filename, Pattern factories) {
        Matcher matcher =
                Pattern.compile("(" + factories + ")~(.+)", Pattern.DOTALL).matcher(pid);
        return matcher.matches()
                ? Optional.of(new MisnamedConfiguration(
                        matcher.group(1),
                        matcher.group(matcher.groupCount()),
                        filename.map(name -> String.valueOf(Path.of(name).getFileName()))
                                .orElse(pid + ".cfg")))
                : Optional.empty();
    }

    /** Under this the component would have had it. */
    public String pid() {
        return factory + "~" + instance;
    }

    /** Says which file to rename to what. */
    public InvalidSettingException refusal() {
        return new InvalidSettingException(
                pid(),
                "file name",
                "etc/" + file,
                "a dash behind the type: rename it to etc/" + factory + "-" + instance + ".cfg");
    }
}
