package io.tunnelwatch.firststart.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void passwordsAreLongAndOfSignsThatCanBeToldApart() {
        assertThat(Stream.generate(new Passwords()::next).limit(1_000))
                .doesNotHaveDuplicates()
                .allMatch(password -> password.matches("[2-9A-HJ-NP-Za-km-np-z]{24}"));
    }

    /** FIPS 180-2, appendix C.1: SHA-512 of "abc". */
    @Test
    void theHashIsSha512InHexBetweenKarafsMarks() {
        assertThat(Passwords.hash("abc"))
                .isEqualTo("{CRYPT}DDAF35A193617ABACC417349AE20413112E6FA4E89A97EA20A9EEEE64B55D39A"
                        + "2192992A274FC1A836BA3C23A3FEEBBD454D4423643CE80E2A9AC94FA54CA49F{CRYPT}");
    }
}
