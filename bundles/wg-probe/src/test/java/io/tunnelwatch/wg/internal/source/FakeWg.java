package io.tunnelwatch.wg.internal.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A program in place of {@code wg}: a script of {@code /bin/sh} in a directory of the test. What it prints can be
 * exchanged while it is in use.
 */
public final class FakeWg {

    private final Path script;
    private final Path dump;

    private FakeWg(Path directory) {
        this.script = directory.resolve("wg");
        this.dump = directory.resolve("dump");
    }

    /** One that prints a dump and exits with 0. */
    public static FakeWg printing(Path directory, byte[] dump) throws IOException {
        FakeWg wg = running(directory, "exec cat \"$(dirname \"$0\")/dump\"");
        wg.print(dump);
        return wg;
    }

    /** One that runs some lines of {@code /bin/sh}. */
    public static FakeWg running(Path directory, String lines) throws IOException {
        FakeWg wg = new FakeWg(directory);
        wg.run(lines);
        return wg;
    }

    /** Prints this from now on, provided that it is one that prints. */
    public void print(byte[] newDump) throws IOException {
        replace(dump, newDump, "rw-------");
    }

    /** Runs these lines from now on. */
    public void run(String lines) throws IOException {
        replace(script, ("#!/bin/sh\n" + lines + "\n").getBytes(StandardCharsets.UTF_8), "rwx------");
    }

    /** The command to configure. */
    public List<String> command() {
        return List.of(script.toString(), "show", "all", "dump");
    }

    /** By renaming, so that a run under way sees the old or the new and never a half. */
    private static void replace(Path file, byte[] content, String permissions) throws IOException {
        Path next = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".next");
        Files.write(next, content);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString(permissions));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
