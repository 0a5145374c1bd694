package io.tunnelwatch.wg.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MemoryFormatProperties {

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(MemoryFormat.read(text)).isNotNull();
        } catch (DamagedMemoryException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Property
    void anyLinesUnderATrueChecksumAreReadOrRefused(@ForAll("lines") String lines) {
        String content = "tunnelwatch-probe 1\n" + lines;
        CRC32 crc = new CRC32();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        String text = content + "crc\t" + Long.toHexString(crc.getValue()) + "\n";
        assertThatCode(() -> {
                    try {
                        MemoryFormat.read(text);
                    } catch (DamagedMemoryException e) {
                        assertThat(e.getMessage()).startsWith("line ");
                    }
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(
                        "peer", "interface", "ended", "\t", "\n", "-", "0", "99999999999999999999", "NONE", "wg0", "1")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
