package io.tunnelwatch.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MisnamedConfigurationTest {

    private static final Pattern FACTORIES = Pattern.compile("io\\.tunnelwatch\\.(?:gateway|peer)");

    @Test
    void aTildeInTheNameOfAFileIsSaidWithTheNewName() {
        MisnamedConfiguration misnamed = MisnamedConfiguration.of(
                        "io.tunnelwatch.gateway~berlin",
                        Optional.of("file:/opt/karaf/etc/io.tunnelwatch.gateway~berlin.cfg"),
                        FACTORIES)
                .orElseThrow();
        assertThat(misnamed.factory()).isEqualTo("io.tunnelwatch.gateway");
        assertThat(misnamed.refusal())
                .hasMessageContaining("etc/io.tunnelwatch.gateway~berlin.cfg")
                .hasMessageContaining("rename it to etc/io.tunnelwatch.gateway-berlin.cfg");
    }

    @Test
    void aPeersFileIsSaidToo() {
        MisnamedConfiguration misnamed = MisnamedConfiguration.of(
                        "io.tunnelwatch.peer~ada", Optional.empty(), FACTORIES)
                .orElseThrow();
        assertThat(misnamed.factory()).isEqualTo("io.tunnelwatch.peer");
        assertThat(misnamed.refusal()).hasMessageContaining("rename it to etc/io.tunnelwatch.peer-ada.cfg");
    }

    @Test
    void otherConfigurationsAreNoneOfOurs() {
        for (String pid :
                new String[] {"io.tunnelwatch.gateway", "io.tunnelwatch.gateway~", "io.tunnelwatch.log", "a~b"}) {
            assertThat(MisnamedConfiguration.of(pid, Optional.empty(), FACTORIES))
                    .as(pid)
                    .isEmpty();
        }
    }
}
