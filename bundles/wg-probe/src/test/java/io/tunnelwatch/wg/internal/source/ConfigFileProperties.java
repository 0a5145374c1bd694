package io.tunnelwatch.wg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.wg.internal.dump.DumpText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text is read without an error, and no secret key comes out of it. */
class ConfigFileProperties {

    private static final String SECRET = DumpText.key(99);

    @Property
    void anyBytesAreRead(@ForAll byte[] text) {
        assertThat(ConfigFile.namesIn(text, text.length)).isNotNull();
    }

    @Property
    void noSecretKeyComesOut(@ForAll("lines") List<String> lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);

        assertThat(ConfigFile.namesIn(text, text.length).toString()).doesNotContain(SECRET);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "[Peer]",
                        "[Interface]",
                        "",
                        "PublicKey = " + DumpText.key(1),
                        "PublicKey=" + DumpText.key(2),
                        "PrivateKey = " + SECRET,
                        "#PresharedKey=" + SECRET,
                        "# Name = ada",
                        "# Name = " + SECRET,
                        "#friendly_name=",
                        "#" + SECRET)
                .list()
                .ofMaxSize(12);
    }
}
