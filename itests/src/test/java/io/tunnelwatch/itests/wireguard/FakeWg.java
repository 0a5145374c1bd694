package io.tunnelwatch.itests.wireguard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** A program in place of {@code wg} that prints a dump of one interface, whose peers are the test's to choose. */
public final class FakeWg {

    /** As a handshake: one that is renewed all the time, so that the peer is UP. */
    public static final Instant RENEWED = Instant.MAX;

    private static final String INTERFACE_LINE = "wg0\t(none)\t(none)\t51820\toff\n";

    private final Path folder;
    private String atEachCall = "";

    /** @param folder an empty one of the test's */
    public FakeWg(Path folder) {
        this.folder = folder;
        script(print("dump"));
    }

    /** The command to configure. */
    public String command() {
        return folder.resolve("wg") + " show all dump";
    }

    /**
     * Prints these peers from now on.
     *
     * @param handshakes the latest handshake by public key
     */
    public void print(Map<String, Instant> handshakes) {
        write("dump", dump(handshakes), "rw-------");
        script(print("dump"));
    }

    /** Prints the ones for three seconds, then the others for three seconds, and so on. */
    public void alternate(Map<String, Instant> ones, Map<String, Instant> others) {
        write("dump0", dump(ones), "rw-------");
        write("dump1", dump(others), "rw-------");
        script(print("dump$(( $(date +%s) / 3 % 2 ))"));
    }

    /**
     * Appends the seconds since the machine's start to a file at each call, from the next change of its behaviour on: a
     * clock that nobody sets.
     */
    public void recordCallsIn(Path file) {
        atEachCall = "read -r uptime rest < /proc/uptime; echo \"$uptime\" >> \"" + file + "\"\n";
    }

    /** Does this, in the words of a shell, in place of printing the dump; {@code $0} has the folder. */
    public void behave(String commands) {
        script(commands);
    }

    /** There is no such program, until it behaves in some way again. */
    public void vanish() {
        try {
            Files.delete(folder.resolve("wg"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder.resolve("wg"), e);
        }
    }

    /** A public key that nobody has the private half of, the same for the same number. */
    public static String publicKey(int number) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("peer " + number).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String dump(Map<String, Instant> handshakes) {
        StringBuilder dump = new StringBuilder(INTERFACE_LINE);
        handshakes.forEach(
                (key, handshake) -> dump.append("wg0\t%s\t(none)\t192.0.2.1:51820\t(none)\t%s\t1480\t920\toff%n"
                        .formatted(key, handshake.equals(RENEWED) ? "NOW" : handshake.getEpochSecond())));
        return dump.toString();
    }

    private static String print(String dump) {
        return "exec sed \"s/NOW/$(date +%s)/\" \"$(dirname \"$0\")/" + dump + "\"";
    }

    private void script(String line) {
        write("wg", "#!/bin/sh\n" + atEachCall + line + "\n", "rwx------");
    }

    /** By renaming, so that a run under way sees the old or the new and never a half. */
    private void write(String name, String content, String permissions) {
        try {
            Path next = Files.createTempFile(folder, name, ".next");
            Files.writeString(next, content);
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString(permissions));
            Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + folder.resolve(name), e);
        }
    }
}
