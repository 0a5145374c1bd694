package io.tunnelwatch.firststart.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/**
 * The key pair with which {@code bin/client} logs in. RSA, because Karaf's client reads no elliptic key as Java writes
 * it (PKCS #8 without the public half).
 */
final class ClientKey {

    private static final String TYPE = "ssh-rsa";
    private static final int BITS = 3072;

    private final KeyPair pair;

    private ClientKey(KeyPair pair) {
        this.pair = pair;
    }

    static ClientKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return new ClientKey(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no RSA, which every Java must have", e);
        }
    }

    /** The private key, PKCS #8 in PEM. */
    String privatePem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    /** The public key as {@code keys.properties} and OpenSSH write it (RFC 4253, 6.6), without the type in front. */
    String publicKey() {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        write(blob, TYPE.getBytes(StandardCharsets.US_ASCII));
        write(blob, key.getPublicExponent().toByteArray());
        write(blob, key.getModulus().toByteArray());
        return Base64.getEncoder().encodeToString(blob.toByteArray());
    }

    private static void write(ByteArrayOutputStream out, byte[] value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        out.writeBytes(value);
    }
}
