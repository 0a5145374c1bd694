package io.tunnelwatch.firststart.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes passwords and hashes them as {@code etc/org.apache.karaf.jaas.cfg} of the assembly says. */
final class Passwords {

    /** Letters and digits without those that are read for one another ({@code 0 O o 1 I l}). */
    static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz";

    /** 24 of 56 signs are 139 bits: no table and no search finds them, so that a hash without salt is enough. */
    static final int LENGTH = 24;

    private final RandomGenerator random;

    Passwords() {
        this(new SecureRandom());
    }

    Passwords(RandomGenerator random) {
        this.random = random;
    }

    /** A new random password. */
    String next() {
        StringBuilder password = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** The password as {@code users.properties} keeps it: Karaf's encryption {@code basic}, SHA-512, hexadecimal. */
    static String hash(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(password.getBytes(StandardCharsets.UTF_8));
            return "{CRYPT}" + HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT) + "{CRYPT}";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-512, which every Java must have", e);
        }
    }
}
