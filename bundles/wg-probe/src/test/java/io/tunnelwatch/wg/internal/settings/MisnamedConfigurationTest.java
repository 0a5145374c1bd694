package io.tunnelwatch.wg.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MisnamedConfigurationTest {

    @Test
    void aTildeInTheNameOfAFileIsSaidWithTheNewName() {
        MisnamedConfiguration misnamed = MisnamedConfiguration.of(
                        "io.tunnelwatch.gateway~berlin",
                        Optional.of("file:/opt/karaf/etc/io.tunnelwatch.gateway~berlin.cfg"))
                .orElseThrow();
        assertThat(misnamed.isGateway()).isTrue();
        assertThat(misnamed.refusal())
                .hasMessageContaining("etc/io.tunnelwatch.gateway~berlin.cfg")
                .hasMessageContaining("rename it to etc/io.tunnelwatch.gateway-berlin.cfg");
    }

    @Test
    void aPeersFileIsSaidToo() {
        MisnamedConfiguration misnamed = MisnamedConfiguration.of("io.tunnelwatch.peer~ada", Optional.empty())
                .orElseThrow();
        assertThat(misnamed.isGateway()).isFalse();
        assertThat(misnamed.refusal()).hasMessageContaining("rename it to etc/io.tunnelwatch.peer-ada.cfg");
    }

    @Test
    void otherConfigurationsAreNoneOfOurs() {
        for (String pid :
                new String[] {"io.tunnelwatch.gateway", "io.tunnelwatch.gateway~", "io.tunnelwatch.log", "a~b"}) {
            assertThat(MisnamedConfiguration.of(pid, Optional.empty())).as(pid).isEmpty();
        }
    }
}
