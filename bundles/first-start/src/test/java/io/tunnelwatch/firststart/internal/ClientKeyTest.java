package io.tunnelwatch.firststart.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ClientKeyTest {

    /** One coordinate in 128 begins with a zero byte, one in two has a sign byte in Java. */
    @RepeatedTest(300)
    void thePublicKeyIsWrittenAsOpenSshWritesIt() {
        ByteBuffer blob =
                ByteBuffer.wrap(Base64.getDecoder().decode(ClientKey.generate().publicKey()));

        assertThat(new String(string(blob), StandardCharsets.US_ASCII)).isEqualTo("ecdsa-sha2-nistp256");
        assertThat(new String(string(blob), StandardCharsets.US_ASCII)).isEqualTo("nistp256");
        assertThat(string(blob)).hasSize(65).startsWith((byte) 4);
        assertThat(blob.hasRemaining()).isFalse();
    }

    @Test
    void thePrivateKeyIsPkcs8InPem() throws Exception {
        String pem = ClientKey.generate().privatePem();
        String body = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "");

        byte[] encoded = Base64.getMimeDecoder().decode(body);
        assertThat(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)))
                .isInstanceOf(ECPrivateKey.class);
    }

    private static byte[] string(ByteBuffer blob) {
        byte[] value = new byte[blob.getInt()];
        blob.get(value);
        return value;
    }
}
