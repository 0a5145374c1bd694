package io.tunnelwatch.notifier.syslog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tunnelwatch.alert.Severity;
import io.tunnelwatch.notifier.channel.Plain;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in an alert, what is sent is one message of bounded length, and all is in its place. */
class SyslogFormatProperties {

    @Property(tries = 2000)
    void anyTextComesBackAsOneMessage(
            @ForAll Protocol protocol,
            @ForAll Severity severity,
            @ForAll("texts") String gateway,
            @ForAll("texts") String peer,
            @ForAll("texts") String summary) {
        SyslogFormat format = Settings.format(Settings.of(protocol, 514));

        byte[] message = format.write(new Sent(severity, gateway, peer, summary).raised());
        Parsed parsed = Parsed.of(message);

        assertThat(message.length).isLessThanOrEqualTo(protocol.maxBytes());
        assertThat(parsed.parameters())
                .containsOnlyKeys("key", "id", "notice", "severity", "gateway", "interface", "peer", "peerKey");
        assertThat(Plain.line(gateway, 96)).startsWith(parsed.parameters().get("gateway"));
        assertThat(Plain.line(peer, 96)).startsWith(parsed.parameters().get("peer"));
        assertThat(severity + ": " + Plain.line(summary, 1000)).startsWith(parsed.text());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> nasty = Arbitraries.of(
                "\"",
                "\\",
                "]",
                "\n",
                "\r",
                "\0",
                "\t",
                "\u001b[2J",
                "\u2028",
                "\uFEFF",
                "\u202E",
                "\uD800",
                "\uDC00",
                "\"] <0>1",
                "😀",
                "é",
                "a",
                " ",
                "1 ");
        return Arbitraries.oneOf(
                nasty.list().ofMaxSize(200).map(parts -> String.join("", parts)),
                Arbitraries.strings().all().ofMaxLength(300),
                nasty.map(part -> part.repeat(100_000 / part.length())));
    }
}
