package io.tunnelwatch.firststart.internal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * The key pair with which {@code bin/client} logs in: ECDSA on NIST's P-256, which Karaf's client and server both know.
 */
final class ClientKey {

    private static final String TYPE = "ecdsa-sha2-nistp256";
    private static final String CURVE = "nistp256";
    private static final int COORDINATE_BYTES = 32;

    private final KeyPair pair;

    private ClientKey(KeyPair pair) {
        this.pair = pair;
    }

    static ClientKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new ClientKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java makes no key on the curve P-256", e);
        }
    }

    /** The private key, PKCS #8 in PEM. */
    String privatePem() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    }

    /** The public key as {@code keys.properties} and OpenSSH write it (RFC 5656, 3.1), without the type in front. */
    String publicKey() {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        ByteArrayOutputStream uncompressed = new ByteArrayOutputStream();
        uncompressed.write(4);
        uncompressed.writeBytes(fixedLength(point.getAffineX()));
        uncompressed.writeBytes(fixedLength(point.getAffineY()));

        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        writeString(blob, TYPE.getBytes(StandardCharsets.US_ASCII));
        writeString(blob, CURVE.getBytes(StandardCharsets.US_ASCII));
        writeString(blob, uncompressed.toByteArray());
        return Base64.getEncoder().encodeToString(blob.toByteArray());
    }

    private static void writeString(ByteArrayOutputStream out, byte[] value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        out.writeBytes(value);
    }

    /**
     * Big-endian without sign, zeros in front: {@link BigInteger#toByteArray()} has a sign byte more or zero bytes
     * less.
     */
    private static byte[] fixedLength(BigInteger coordinate) {
        byte[] bytes = coordinate.toByteArray();
        int used = Math.min(bytes.length, COORDINATE_BYTES);
        byte[] fixed = new byte[COORDINATE_BYTES];
        System.arraycopy(bytes, bytes.length - used, fixed, COORDINATE_BYTES - used, used);
        return fixed;
    }
}
