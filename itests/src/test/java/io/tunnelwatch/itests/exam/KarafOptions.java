package io.tunnelwatch.itests.exam;

import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.util.Objects;
import org.ops4j.pax.exam.Option;

/**
 * Containers for tests that run inside a Karaf (Pax Exam, JUnit 4). Nothing is fetched over a network: Pax Exam's own
 * bundles come from Maven's local repository, ours from this build, without {@code mvn install}.
 */
public final class KarafOptions {

    private static final String MAVEN = "etc/org.ops4j.pax.url.mvn.cfg";
    private static final String PREFIX = "org.ops4j.pax.url.mvn.";

    private KarafOptions() {}

    /** The assembly of this build. */
    public static Option assembly() {
        return composite(karaf("tunnelwatch", property("tunnelwatch.assembly")), common());
    }

    private static Option karaf(String name, String archive) {
        return karafDistributionConfiguration()
                .frameworkUrl(new File(archive).toURI().toString())
                .name(name)
                .karafVersion(property("tunnelwatch.karafVersion"))
                .unpackDirectory(new File(property("tunnelwatch.workFolder")))
                .useDeployFolder(false);
    }

    private static Option common() {
        return composite(
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                editConfigurationFilePut(MAVEN, PREFIX + "repositories", ""),
                editConfigurationFilePut(MAVEN, PREFIX + "localRepository", property("tunnelwatch.localRepository")),
                vmOption("-Xmx512m"));
    }

    private static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty(name), () -> "The build sets the system property " + name + ": run mvn verify");
    }
}
