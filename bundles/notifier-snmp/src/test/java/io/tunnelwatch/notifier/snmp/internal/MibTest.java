package io.tunnelwatch.notifier.snmp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Alert;
import io.tunnelwatch.alert.AlertKind;
import io.tunnelwatch.alert.AlertState;
import io.tunnelwatch.alert.Notice;
import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.notifier.channel.AlertNotice;
import io.tunnelwatch.notifier.channel.Message;
import io.tunnelwatch.notifier.channel.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

/** What is sent is what TUNNELWATCH-MIB says: names, numbers, order and sizes are read out of the file. */
class MibTest {

    private static final OID ROOT = new OID("1.3.6.1.4.1.8072.9999.9999.51820");

    /** What an Ethernet takes in one piece, without the headers of IP and UDP and what v3 adds. */
    private static final int ROOM = 1500 - 48 - 160;

    private final String mib = mib();

    @Test
    void theDefaultRootIsThatOfTheFile() {
        assertThat(Settings.config(SnmpConfig.class, Map.of()).oid()).isEqualTo(ROOT.toString());
        assertThat(mib)
                .containsPattern("enterprises netSnmp\\(8072\\) netSnmpExperimental\\(9999\\)\\s+"
                        + "netSnmpPlaypen\\(9999\\) 51820");
    }

    @Test
    void everyKindSeverityAndStateHasItsName() {
        assertThat(constants("TunnelwatchAlertKind"))
                .containsAllEntriesOf(
                        names(AlertKind.values(), kind -> MibValues.kind(kind).getValue()))
                .hasSize(AlertKind.values().length + 1)
                .containsEntry("other", 1);
        assertThat(constants("TunnelwatchSeverity"))
                .isEqualTo(names(Severity.values(), severity -> MibValues.severity(severity)
                        .getValue()));
        assertThat(constants("TunnelwatchAlertState"))
                .isEqualTo(names(
                        AlertState.values(), state -> MibValues.state(state).getValue()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aNotificationHoldsTheObjectsOfTheFileInTheirOrder(Message message) {
        List<VariableBinding> bindings = write(message);
        MibNotification type = MibNotification.of(message.first(), message.occasion());
        String name = type == MibNotification.TEST ? "twTest" : "twAlert" + camel(type.name(), true);

        assertThat(bindings.get(0).getOid()).hasToString("1.3.6.1.2.1.1.3.0");
        assertThat(bindings.get(1).getVariable())
                .hasToString(ROOT + ".0." + number("(?m)^" + name + " NOTIFICATION-TYPE", "tunnelwatchNotifications"));
        assertThat(bindings.subList(2, bindings.size()))
                .extracting(binding -> binding.getOid().toString())
                .containsExactlyElementsOf(objects(name).stream()
                        .map(object ->
                                ROOT + ".1." + number("(?m)^" + object + " OBJECT-TYPE", "tunnelwatchObjects") + ".0")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void noTextIsLongerThanTheFileAllows(Message message) {
        Map<Integer, Integer> longest = sizes();
        for (VariableBinding binding : write(message)) {
            if (binding.getVariable() instanceof OctetString text && !isTime(binding)) {
                int object = binding.getOid().get(ROOT.size() + 1);
                assertThat(text.length()).as("object %s", object).isLessThanOrEqualTo(longest.get(object));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aNotificationFitsIntoOneDatagram(Message message) throws IOException {
        PDU pdu = new PDU(PDU.INFORM, write(message));
        pdu.encodeBER(new BEROutputStream(java.nio.ByteBuffer.allocate(65_536)));

        assertThat(pdu.getBERLength()).isLessThan(ROOM);
    }

    @Test
    void aTimeIsThatOfRfc2579() {
        assertThat(MibValues.time(Optional.of(Instant.parse("2026-11-26T08:07:06.987654321Z"))))
                .isEqualTo(OctetString.fromHexString("07:ea:0b:1a:08:07:06:09:2b:00:00"));
        assertThat(MibValues.time(Optional.empty()).length()).isEqualTo(8);
    }

    @Test
    void aTextIsOneLineAndNoCharacterIsCutInTwo() {
        assertThat(MibValues.text("J\u00f6rg\nlaptop\u001b[1m", 64).getValue())
                .isEqualTo("J\u00f6rg laptop [1m".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(MibValues.text("\u00f6".repeat(50), 7).getValue(), StandardCharsets.UTF_8))
                .isEqualTo("\u00f6\u00f6\u00f6");
    }

    static Stream<Message> messages() {
        return Stream.concat(
                Samples.MESSAGES.stream().filter(message -> !message.isDigest()),
                Stream.of(Notice.values()).map(MibTest::longest));
    }

    /** Everything in it is as long as somebody could make it. */
    private static Message longest(Notice notice) {
        Alert alert = new Sent(Severity.CRITICAL, "\u00f6".repeat(500), "\u20ac".repeat(500), "\u00df".repeat(5000))
                .notice(notice, Optional.empty())
                .alert();
        Optional<String> somebody = Optional.of("\u00e4".repeat(300));
        Optional<Instant> now = Optional.of(Sent.T0);
        Alert full = new Alert(
                alert.id(),
                alert.key(),
                alert.severity(),
                AlertState.RESOLVED,
                alert.peerName(),
                alert.summary(),
                List.of("a".repeat(100), "b".repeat(100)),
                Integer.MAX_VALUE,
                alert.raisedAt(),
                alert.lastSeenAt(),
                now,
                somebody,
                now,
                somebody,
                now);
        return Message.of(
                new AlertNotice(full, notice, Integer.MAX_VALUE, Sent.T0, Optional.of("\u00fc".repeat(3000))));
    }

    private static List<VariableBinding> write(Message message) {
        return new NotificationWriter(ROOT, told -> told.first().alert().summary())
                .write(message, new TimeTicks(4_000_000_000L));
    }

    private static boolean isTime(VariableBinding binding) {
        return Stream.of(MibObject.RAISED_AT, MibObject.LAST_SEEN_AT, MibObject.RESOLVED_AT)
                .anyMatch(object -> object.under(ROOT).equals(binding.getOid()));
    }

    /** The constants of a textual convention. */
    private Map<String, Integer> constants(String convention) {
        String body = first("(?s)" + convention + " ::= TEXTUAL-CONVENTION.*?SYNTAX INTEGER \\{(.*?)}", mib);
        return all("(\\w+)\\((\\d+)\\)", body)
                .collect(Collectors.toMap(found -> found.group(1), found -> Integer.valueOf(found.group(2))));
    }

    private List<String> objects(String notification) {
        String body = first("(?s)" + notification + " NOTIFICATION-TYPE\\s+OBJECTS \\{(.*?)}", mib);
        return Arrays.stream(body.split(",")).map(String::strip).toList();
    }

    private String number(String begin, String parent) {
        return first("(?s)" + begin + ".*?::= \\{ " + parent + " (\\d+) }", mib);
    }

    /** How long a text may be, by the number of the object. */
    private Map<Integer, Integer> sizes() {
        return all("SYNTAX TunnelwatchText \\(SIZE \\(0\\.\\.(\\d+)\\)\\)[^{]*\\{ tunnelwatchObjects (\\d+) }", mib)
                .collect(Collectors.toMap(
                        found -> Integer.valueOf(found.group(2)), found -> Integer.valueOf(found.group(1))));
    }

    private static <E extends Enum<E>> Map<String, Integer> names(
            E[] constants, java.util.function.ToIntFunction<E> number) {
        Map<String, Integer> names = new HashMap<>();
        for (E constant : constants) {
            names.put(camel(constant.name(), false), number.applyAsInt(constant));
        }
        return names;
    }

    /** PEER_DOWN as peerDown, or as PeerDown. */
    private static String camel(String name, boolean upper) {
        String all = Arrays.stream(name.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
        return upper ? all : all.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + all.substring(1);
    }

    private static String first(String pattern, String text) {
        return all(pattern, text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + pattern))
                .group(1);
    }

    private static Stream<MatchResult> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results();
    }

    private static String mib() {
        try (InputStream input = MibTest.class.getResourceAsStream("/mibs/TUNNELWATCH-MIB.txt")) {
            return new String(input.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
