package io.tunnelwatch.notifier.snmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.OctetString;

class EngineFileTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2020-01-02T00:00:00Z"));
    private static final int MINUTES = 24 * 60;
    private static final OctetString OWN = OctetString.fromHexString("80:00:13:70:05:01:02:03");

    @TempDir
    Path folder;

    @Test
    void eachStartIsOneMoreOfTheSameEngine() throws IOException {
        EngineFile first = file(Optional.empty());
        Engine one = first.start();
        Engine two = first.start();
        Engine three = file(Optional.empty()).start();

        assertThat(one.id()).isEqualTo(first.id());
        assertThat(one.id().length()).isBetween(5, 32);
        assertThat(two).isEqualTo(new Engine(one.id(), one.boots() + 1));
        assertThat(three).isEqualTo(new Engine(one.id(), one.boots() + 2));
    }

    /** It is shown, and an operator enters it at the receiver, before the first trap. */
    @Test
    void theIdStaysTheSameAlsoWhenNothingWasSentYet() throws IOException {
        OctetString shown = file(Optional.empty()).id();

        assertThat(file(Optional.empty()).id()).isEqualTo(shown);
    }

    @Test
    void anEngineOfTheSettingsTakesThePlaceOfTheOther() throws IOException {
        Engine made = file(Optional.empty()).start();
        Engine own = file(Optional.of(OWN)).start();

        assertThat(made.id()).isNotEqualTo(OWN);
        assertThat(own).isEqualTo(new Engine(OWN, MINUTES + 1));
        assertThat(file(Optional.of(OWN)).start()).isEqualTo(new Engine(OWN, MINUTES + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80001370050102 x", "8000137005010203 2147483647", "\0\0\0\0"})
    void whereTheCountIsLostItGoesOnFromTheClock(String content) throws IOException {
        Files.writeString(folder.resolve("noc.engine"), content);

        assertThat(file(Optional.of(OWN)).start()).isEqualTo(new Engine(OWN, MINUTES + 1));
    }

    private EngineFile file(Optional<OctetString> configured) throws IOException {
        return new EngineFile(folder.resolve("noc.engine"), configured, CLOCK);
    }
}
