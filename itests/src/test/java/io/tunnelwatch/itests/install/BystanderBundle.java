package io.tunnelwatch.itests.install;

import io.tunnelwatch.itests.karaf.KarafProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The {@link Bystander} as a bundle in a Karaf, and what it wrote down. */
final class BystanderBundle {

    private static final String NAME = "org.example.bystander";
    private static final String CLASS = Bystander.class.getName().replace('.', '/') + ".class";

    private final KarafProcess karaf;

    private BystanderBundle(KarafProcess karaf) {
        this.karaf = karaf;
    }

    /** Installs and starts it. */
    static BystanderBundle installIn(KarafProcess karaf, Path folder) {
        Path jar = folder.resolve("bystander.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                InputStream code = Bystander.class.getClassLoader().getResourceAsStream(CLASS)) {
            out.putNextEntry(new JarEntry(CLASS));
            code.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + jar, e);
        }
        karaf.run("bundle:install -s " + jar.toUri()).orFail();
        return new BystanderBundle(karaf);
    }

    /** How often it was started. */
    long starts() {
        return lines().stream().filter("started"::equals).count();
    }

    /** Which other bundles were stopped, each as often as it was. */
    List<String> stopped() {
        return lines().stream()
                .filter(line -> line.startsWith("stopped "))
                .map(line -> line.substring("stopped ".length()))
                .toList();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(karaf.data("bystander.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException("The bystander was never started", e);
        }
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Map.of(
                        "Bundle-ManifestVersion",
                        "2",
                        "Bundle-SymbolicName",
                        NAME,
                        "Bundle-Version",
                        "1.0.0",
                        "Bundle-Activator",
                        Bystander.class.getName(),
                        "Import-Package",
                        "org.osgi.framework,org.slf4j,org.osgi.service.cm,org.osgi.service.event"
                                + ",org.osgi.service.component,javax.persistence,javax.transaction")
                .forEach(headers::putValue);
        return manifest;
    }
}
