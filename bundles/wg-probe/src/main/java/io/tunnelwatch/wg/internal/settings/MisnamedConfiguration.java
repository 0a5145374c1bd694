package io.tunnelwatch.wg.internal.settings;

import io.tunnelwatch.settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A configuration whose name looks like that of one gateway or peer, and that no component gets: Felix fileinstall
 * makes an instance of a factory only of a file with a dash (<a
 * href="https://felix.apache.org/documentation/subprojects/apache-felix-file-install.html">configurations</a>), though
 * the PID of that instance has a tilde.
 *
 * @param factory {@code io.tunnelwatch.gateway} or {@code io.tunnelwatch.peer}
 * @param instance the part behind the tilde
 * @param file as it is called now
 */
public record MisnamedConfiguration(String factory, String instance, String file) {

    private static final List<String> FACTORIES = List.of(GatewayConfig.PID, PeerConfig.PID);

    /**
     * Looks at a configuration that has no factory.
     *
     * @param filename the property {@code felix.fileinstall.filename}; absent when it came from no file
     */
    public static Optional<MisnamedConfiguration> of(String pid, Optional<String> filename) {
        return FACTORIES.stream()
                .filter(factory -> pid.startsWith(factory + "~") && pid.length() > factory.length() + 1)
                .map(factory -> new MisnamedConfiguration(
                        factory,
                        pid.substring(factory.length() + 1),
                        filename.map(name -> String.valueOf(Path.of(name).getFileName()))
                                .orElse(pid + ".cfg")))
                .findFirst();
    }

    /** Whether it means a gateway, not a peer. */
    public boolean isGateway() {
        return factory.equals(GatewayConfig.PID);
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
