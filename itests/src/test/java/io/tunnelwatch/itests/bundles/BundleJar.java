package io.tunnelwatch.itests.bundles;

import io.tunnelwatch.itests.karaf.KarafProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jar of one of our bundles as the assembly has it, and newer builds of it. */
public final class BundleJar {

    private static final Attributes.Name VERSION = new Attributes.Name("Bundle-Version");

    private static final String BUILT = "built.txt";

    private final Path jar;

    private BundleJar(Path jar) {
        this.jar = jar;
    }

    /** Of the bundle in the folder of this name. */
    public static BundleJar of(KarafProcess karaf, String name) {
        Path folder = karaf.etc("../system/io/tunnelwatch").normalize().resolve(name);
        try (var files = Files.walk(folder)) {
            return new BundleJar(files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("There is no jar in " + folder, e);
        }
    }

    /** The {@code Bundle-Version} of the assembly. */
    public String version() {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(VERSION);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + jar, e);
        }
    }

    /**
     * Writes a build of it that differs from every other: there at once or not at all, as {@code mv} does it.
     *
     * @param version its {@code Bundle-Version}
     * @return the file
     */
    public Path build(String version, Path target) {
        Path unfinished = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            write(version, unfinished);
            return Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + target, e);
        }
    }

    private void write(String version, Path target) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            manifest.getMainAttributes().put(VERSION, version);
            try (OutputStream out = Files.newOutputStream(target);
                    JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : file.stream().toList()) {
                    if (!Set.of(JarFile.MANIFEST_NAME, BUILT).contains(entry.getName())) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream content = file.getInputStream(entry)) {
                            content.transferTo(copy);
                        }
                    }
                }
                copy.putNextEntry(new JarEntry(BUILT));
                copy.write(Instant.now().toString().getBytes());
            }
        }
    }
}
