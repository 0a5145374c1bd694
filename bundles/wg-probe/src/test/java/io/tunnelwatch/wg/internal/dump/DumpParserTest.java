package io.tunnelwatch.wg.internal.dump;

import static io.tunnelwatch.wg.internal.dump.DumpText.anInterface;
import static io.tunnelwatch.wg.internal.dump.DumpText.key;
import static io.tunnelwatch.wg.internal.dump.DumpText.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DumpParserTest {

    private static final String NONE = "(none)";

    @Test
    void anInterfaceAndItsPeersAreRead() throws DumpException {
        Dump dump = parse(anInterface("wg0", 51820) + peer("wg0", key(1), 1_700_000_000L));

        assertThat(dump.interfaces()).containsExactly(new DumpInterface("wg0", 51820));
        DumpPeer peer = dump.peers().get(0);
        assertThat(peer.interfaceName()).isEqualTo("wg0");
        assertThat(peer.publicKey()).isEqualTo(key(1));
        assertThat(peer.endpoint()).contains("192.0.2.7:51820");
        assertThat(peer.allowedIps()).containsExactly("10.0.0.2/32", "fd00::2/128");
        assertThat(peer.latestHandshake()).contains(Instant.ofEpochSecond(1_700_000_000L));
        assertThat(peer.rxBytes()).isEqualTo(1234);
        assertThat(peer.txBytes()).isEqualTo(5678);
        assertThat(peer.persistentKeepalive()).contains("25");
    }

    @Test
    void aPeerThatNeverConnectedHasNeitherEndpointNorHandshake() throws DumpException {
        Dump dump = parse(columns("wg0", key(1), NONE, NONE, NONE, "0", "0", "0", "off"));

        DumpPeer peer = dump.peers().get(0);
        assertThat(peer.endpoint()).isEmpty();
        assertThat(peer.allowedIps()).isEmpty();
        assertThat(peer.latestHandshake()).isEmpty();
        assertThat(peer.persistentKeepalive()).isEmpty();
    }

    @Test
    void anEmptyTextIsAnEmptyDump() throws DumpException {
        assertThat(parse("")).isEqualTo(Dump.EMPTY);
        assertThat(parse("\n\r\n  \n")).isEqualTo(Dump.EMPTY);
    }

    @Test
    void endsOfLinesOfAnyKindAndBlankLinesAreTaken() throws DumpException {
        String text = anInterface("wg0", 1) + peer("wg0", key(1), 5) + peer("wg0", key(2), 5);

        assertThat(parse("\n" + text.replace("\n", "\r\n\r\n"))).isEqualTo(parse(text));
        assertThat(parse(text.stripTrailing())).isEqualTo(parse(text));
    }

    @Test
    void aPeerWhoseInterfaceHasNoLineBringsItAlong() throws DumpException {
        assertThat(parse(peer("wg7", key(1), 5)).interfaces()).containsExactly(new DumpInterface("wg7", 0));
    }

    @Test
    void anInterfaceThatIsRepeatedIsOne() throws DumpException {
        Dump dump = parse(anInterface("wg0", 51820)
                + peer("wg0", key(1), 5)
                + anInterface("wg0", 51820)
                + peer("wg0", key(2), 5)
                + anInterface("wg1", 51821));

        assertThat(dump.interfaces()).extracting(DumpInterface::name).containsExactly("wg0", "wg1");
        assertThat(dump.peers()).hasSize(2);
    }

    @Test
    void aPeerThatIsRepeatedIsOneAndTheLaterLineCounts() throws DumpException {
        Dump dump = parse(peer("wg0", key(1), 5) + peer("wg1", key(1), 6) + peer("wg0", key(1), 7));

        assertThat(dump.peers())
                .extracting(peer -> peer.latestHandshake().orElseThrow().getEpochSecond())
                .containsExactly(7L, 6L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[fe80::1%eth0]:51820",
                "vpn.example.org:99999",
                "192.0.2.1:0",
                "Temporary failure in name resolution",
                "Name or service not known:51820"
            })
    void anEndpointIsAnyText(String endpoint) throws DumpException {
        Dump dump = parse(columns("wg0", key(1), NONE, endpoint, NONE, "0", "0", "0", "off"));

        assertThat(dump.peers().get(0).endpoint()).contains(endpoint);
    }

    @ParameterizedTest
    @CsvSource({"51820, 51820", "65535, 65535", "65536, 0", "4294967296, 0", "-1, 0", "'', 0", "(null), 0"})
    void aPortOutOfRangeCostsNothingButThePort(String port, int expected) throws DumpException {
        assertThat(parse(columns("wg0", key(1), key(2), port, "off")).interfaces())
                .containsExactly(new DumpInterface("wg0", expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 19, 30})
    void amneziaPutsColumnsBetweenPortAndFwmark(int count) throws DumpException {
        String between = String.join("\t", Collections.nCopies(count - 5, "(null)"));

        assertThat(parse(columns("awg0", key(1), key(2), "51820", between, "0xca6c"))
                        .interfaces())
                .containsExactly(new DumpInterface("awg0", 51820));
    }

    @Test
    void amneziaPrintsNullAndRanges() throws DumpException {
        Dump dump = parse(columns("awg0", key(1), "(null)", "(null)", "(null)", "0", "0", "0", "20-30"));

        DumpPeer peer = dump.peers().get(0);
        assertThat(peer.endpoint()).isEmpty();
        assertThat(peer.allowedIps()).isEmpty();
        assertThat(peer.persistentKeepalive()).contains("20-30");
    }

    @Test
    void anInterfaceWithoutKeysIsRead() throws DumpException {
        assertThat(parse(columns("wg0", NONE, NONE, "0", "off")).interfaces()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, is no number",
        "1e9, is no number",
        "'', is empty",
        "9223372036854775808, is too large",
        "18446744073709551615, is too large"
    })
    void aNumberThatIsNoneIsRefusedWithItsLine(String number, String cause) {
        String good = anInterface("wg0", 1) + peer("wg0", key(1), 5);
        for (int column = 5; column < 8; column++) {
            String[] columns = {"wg0", key(2), NONE, NONE, NONE, "0", "0", "0", "off"};
            columns[column] = number;
            assertThatExceptionOfType(DumpException.class)
                    .isThrownBy(() -> parse(good + columns(columns)))
                    .withMessageContaining("line 3")
                    .withMessageContaining("column " + (column + 1))
                    .withMessageContaining(cause)
                    .satisfies(e -> assertThat(e.lineNumber()).isEqualTo(3));
        }
    }

    @Test
    void theLargestNumbersAreRead() throws DumpException {
        String largest = Long.toString(Long.MAX_VALUE);
        Dump dump = parse(columns("wg0", key(1), NONE, NONE, NONE, "31556889864403199", largest, largest, "off"));

        assertThat(dump.peers().get(0).latestHandshake()).contains(Instant.ofEpochSecond(31556889864403199L));
        assertThat(dump.peers().get(0).rxBytes()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aHandshakeBeyondAllTimeIsRefused() {
        assertThatExceptionOfType(DumpException.class)
                .isThrownBy(() -> parse(peer("wg0", key(1), 31556889864403200L)))
                .withMessageContaining("handshake");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aPublicKeyThatIsNoneIsRefusedAndNotRepeated(String publicKey) {
        assertThatExceptionOfType(DumpException.class)
                .isThrownBy(() -> parse(columns("wg0", publicKey, NONE, NONE, NONE, "0", "0", "0", "off")))
                .withMessageContaining("column 2")
                .satisfies(
                        e -> assertThat(publicKey.isEmpty() || !e.getMessage().contains(publicKey))
                                .isTrue());
    }

    @Test
    void tooFewColumnsAreRefusedWithTheLine() {
        assertThatExceptionOfType(DumpException.class)
                .isThrownBy(() -> parse(anInterface("wg0", 1) + "\n" + "wg0\ta\tb\tc\n"))
                .withMessageContaining("line 3")
                .withMessageContaining("4 columns");
    }

    /** It begins with the private key where {@code wg show all dump} has the interface's name. */
    @Test
    void theDumpOfASingleInterfaceIsRefusedWithoutItsKey() {
        for (String line : new String[] {
            columns(key(1), key(2), "51820", "off"), columns(key(1), key(2), "51820", "1", "2", "3", "off")
        }) {
            assertThatExceptionOfType(DumpException.class)
                    .isThrownBy(() -> parse(line))
                    .withMessageContaining("wg show all dump")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(key(1)));
        }
    }

    @Test
    void aPeersLineThatIsCutOffIsNeverTakenForAnInterface() {
        String line = peer("wg0", key(1), 17);
        int lastColumn = line.lastIndexOf('\t');

        LongStream.rangeClosed(1, lastColumn)
                .mapToObj(length -> line.substring(0, (int) length))
                .forEach(cut ->
                        assertThatExceptionOfType(DumpException.class).as(cut).isThrownBy(() -> parse(cut)));
    }

    @Test
    void aPresharedKeyInAnotherColumnIsRefused() {
        assertThatExceptionOfType(DumpException.class)
                .isThrownBy(() -> parse(columns("wg0", key(1), NONE, key(5), NONE, "0", "0", "0", "off")))
                .withMessageContaining("column 4");
    }

    @Test
    void onlyTheBytesThatAreValidCount() throws DumpException {
        byte[] text = DumpText.bytes(anInterface("wg0", 1) + "rubbish");

        assertThat(DumpParser.parse(text, text.length - "rubbish".length()).interfaces())
                .hasSize(1);
    }

    @Test
    void aPeerThatIsAsItWasIsTheSameObjectInWhateverOrder() throws DumpException {
        String ada = peer("wg0", key(1), 5);
        String bob = peer("wg0", key(2), 5);
        String eve = peer("wg0", key(3), 5);
        Dump former = parse(ada + bob + eve);

        Dump dump = parse(eve + peer("wg0", key(4), 5) + ada, former);

        assertThat(dump.peers().get(0)).isSameAs(former.peers().get(2));
        assertThat(dump.peers().get(2)).isSameAs(former.peers().get(0));
    }

    @Test
    void ofAPeerThatHasChangedOnlyTheChangeIsNew() throws DumpException {
        DumpPeer before = parse(peer("wg0", key(1), 5)).peers().get(0);

        DumpPeer now = parse(peer("wg0", key(1), 6), new Dump(List.of(), List.of(before)))
                .peers()
                .get(0);

        assertThat(now.latestHandshake()).contains(Instant.ofEpochSecond(6));
        assertThat(now.publicKey()).isSameAs(before.publicKey());
        assertThat(now.endpoint()).isSameAs(before.endpoint());
        assertThat(now.allowedIps()).isSameAs(before.allowedIps());
        assertThat(now.persistentKeepalive()).isSameAs(before.persistentKeepalive());
    }

    private static String columns(String... columns) {
        return String.join("\t", columns) + "\n";
    }

    private static Dump parse(String text) throws DumpException {
        return DumpParser.parse(DumpText.bytes(text));
    }

    private static Dump parse(String text, Dump former) throws DumpException {
        byte[] bytes = DumpText.bytes(text);
        return DumpParser.parse(bytes, bytes.length, former);
    }
}
