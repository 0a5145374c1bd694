package io.tunnelwatch.notifier.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private static final String BUILT_IN = "; the built-in one is used";

    private final Wording builtIn = Wording.builtIn(ZoneOffset.UTC);

    @Test
    void aRaisedAlertIsSaidInALineATextAndAPage() {
        Message message = Message.of(Notices.raised("alice"));

        assertThat(builtIn.subject(message)).isEqualTo("[Tunnelwatch] CRITICAL: peer alice is down");
        assertThat(builtIn.text(message))
                .startsWith("CRITICAL: peer alice is down\n")
                .contains(
                        "  gateway    berlin, interface wg0\n",
                        "  peer       alice, key-of-alice\n",
                        "  raised     2026-11-26 08:00:00 Z\n",
                        message.first().alert().id().toString())
                .doesNotContain("{{", "resolved");
        assertThat(builtIn.html(message))
                .contains("peer alice is down", "PEER_DOWN")
                .doesNotContain("{{");
    }

    @Test
    void theEndOfAnAlertSaysHowLongItLastedAndWhy() {
        Message message = Message.of(Notices.resolved(Notices.raised("alice")));

        assertThat(builtIn.subject(message)).isEqualTo("[Tunnelwatch] Resolved after 1h: peer alice is down");
        assertThat(builtIn.text(message)).contains("resolved   2026-11-26 09:00:00 Z: it is back");
    }

    @Test
    void aDigestCountsNamesAndLists() {
        List<AlertNotice> notices = IntStream.range(0, 37)
                .mapToObj(number -> Notices.raised("peer" + number))
                .toList();
        Message message = new Message(notices, Message.Occasion.MORE_ALERTS);

        assertThat(builtIn.subject(message))
                .isEqualTo("[Tunnelwatch] 37 more alerts within a minute: peer0, peer1, peer2, peer3, peer4, ..."
                        + " (37 PEER_DOWN)");
        assertThat(builtIn.text(message)).contains("peer peer0 is down", "peer peer36 is down");
    }

    @Test
    void aLargeDigestSaysHowManyItDoesNotList() {
        List<AlertNotice> notices = IntStream.range(0, 1000)
                .mapToObj(number -> Notices.raised("peer" + number))
                .toList();

        assertThat(builtIn.text(new Message(notices, Message.Occasion.ALERTS)))
                .contains("... and 900 more: see alert:list")
                .hasSizeLessThan(100_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {{summary                           | line 1:
                    'a\n{{#alerts}}\n{{sumary}}{{/alerts}}' | line 3: there is no field 'sumary'
                    'a\nb\n{{/alerts}}'                 | line 3:
                    {{> other}}                         | partials
                    file:/nowhere/to/be/found           | can not be read
                    """)
    void aBrokenTemplateIsRefusedWithItsLineAndTheBuiltInOneIsUsed(String template, String expected) {
        Wording wording = Wording.read("", template.replace("\\n", "\n"), "", ZoneOffset.UTC);

        assertThat(wording.problems()).singleElement().asString().contains("template text, ", expected, BUILT_IN);
        Message message = Message.of(Notices.raised("alice"));
        assertThat(wording.text(message)).isEqualTo(builtIn.text(message));
    }

    @Test
    void noTextBreaksOutOfItsField() throws Exception {
        String evil = "x\r\nBcc: all@example.org\u001b[2J\u202e{{id}}<script>alert('1')</script>\"\\";
        Message message = Message.of(Notices.raised(evil, evil + "y".repeat(100_000)));

        assertThat(builtIn.subject(message))
                .doesNotContain("\r", "\n", "\u001b", "\u202e")
                .hasSizeLessThan(300);
        assertThat(builtIn.text(message))
                .doesNotContain("\r", "\u001b", "\u202e", "\nBcc")
                .contains("{{id}}")
                .hasSizeLessThan(5_000);
        assertThat(builtIn.html(message)).doesNotContain("<script").contains("&lt;script&gt;");
        String json = MessageTemplate.compile("{\"text\":\"{{summary}}\"}", MessageTemplate.Escape.JSON)
                .render(message, ZoneOffset.UTC);
        assertThat(json).contains("<\\/script>\\\"\\\\").doesNotContain("\n");
    }

    @Test
    void halfACharacterIsNone() {
        assertThat(Plain.line("a\ud800b", 10)).isEqualTo("a b");
        assertThat(Plain.line("abc", 3)).isEqualTo("abc");
        assertThat(Plain.line("abcd", 3)).isEqualTo("ab…");
        assertThat(Plain.line("😀😀😀", 4)).endsWith("…").doesNotContain("?");
    }

    @Test
    void aTemplateOfOnesOwnIsUsed() {
        Wording wording = Wording.read("{{notice}} {{#peerName}}{{peerName}}{{/peerName}}", "", "", ZoneOffset.UTC);

        assertThat(wording.problems()).isEmpty();
        assertThat(wording.subject(Message.of(Notices.raised("alice")))).isEqualTo("RAISED alice");
    }
}
