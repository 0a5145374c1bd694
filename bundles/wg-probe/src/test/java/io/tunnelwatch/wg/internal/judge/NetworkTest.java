package io.tunnelwatch.wg.internal.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7:51820,192.0.2.0/24",
        "192.0.2.255:1,192.0.2.0/24",
        "192.0.3.7:51820,192.0.3.0/24",
        "[2001:db8:1:2::13]:51820,2001:0db8:0001::/48",
        "[2001:db8:1:ffff::]:51820,2001:0db8:0001::/48",
        "[2001:db8:2::13]:51820,2001:0db8:0002::/48",
        "[fe80::1%wg-eth0]:51820,fe80:0000:0000::/48",
        "[::ffff:192.0.2.7]:51820,192.0.2.0/24",
        "[no address]:51820,[no address]",
        "[]:1,[]",
        "vpn.example.org:51820,vpn.example.org",
        "1.2.3.4.5:1,1.2.3.4.5",
        "1..2.3:1,1..2.3",
        "nothing,nothing",
        "':','\0'"
    })
    void placesAreToldApartByTheirNetworks(String endpoint, String network) {
        assertThat(Network.of(endpoint)).isEqualTo(network.replace("\0", ""));
    }
}
