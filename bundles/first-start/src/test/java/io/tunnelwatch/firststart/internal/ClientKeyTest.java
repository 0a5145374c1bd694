package io.tunnelwatch.firststart.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ClientKeyTest {

    @Test
    void thePublicKeyIsTheOpenSshFormOfThePrivateKey() throws Exception {
        ClientKey key = ClientKey.generate();
        String body = key.privatePem().replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");
        RSAPrivateCrtKey secret = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));

        ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(key.publicKey()));
        assertThat(new String(next(blob), StandardCharsets.US_ASCII)).isEqualTo("ssh-rsa");
        assertThat(new BigInteger(next(blob))).isEqualTo(secret.getPublicExponent());
        assertThat(new BigInteger(next(blob))).isEqualTo(secret.getModulus());
        assertThat(blob.hasRemaining()).isFalse();
        assertThat(secret.getModulus().bitLength()).isEqualTo(3072);
    }

    private static byte[] next(ByteBuffer blob) {
        byte[] value = new byte[blob.getInt()];
        blob.get(value);
        return value;
    }
}
