package io.tunnelwatch.itests.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real rsyslog on the loopback that takes messages by UDP and by TCP, and takes their structured data apart. */
final class Rsyslog implements AutoCloseable {

    private static final String CONFIGURATION =
            """
            global(workDirectory="%1$s")
            module(load="imtcp")
            module(load="imudp")
            module(load="mmpstrucdata")
            template(name="json" type="list" option.jsonf="on") {
              property(outname="input" name="inputname" format="jsonf")
              property(outname="priority" name="pri" format="jsonf")
              property(outname="appName" name="app-name" format="jsonf")
              property(outname="messageId" name="msgid" format="jsonf")
              property(outname="data" name="$!rfc5424-sd" format="jsonf")
              property(outname="text" name="msg" format="jsonf")
            }
            ruleset(name="told") {
              action(type="mmpstrucdata" sd_name.lowercase="off")
              action(type="omfile" file="%2$s" template="json")
            }
            input(type="imtcp" name="tcp" address="127.0.0.1" port="%3$d" ruleset="told")
            input(type="imudp" name="udp" address="127.0.0.1" port="%4$d" ruleset="told")
            """;

    private final int tcpPort = Daemon.freeTcpPort();
    private final int udpPort = Daemon.freeUdpPort();
    private final Path told;
    private final Daemon daemon;

    Rsyslog(Path folder) {
        told = folder.resolve("told.json");
        Path configuration = folder.resolve("rsyslog.conf");
        try {
            Files.writeString(configuration, CONFIGURATION.formatted(folder, told, tcpPort, udpPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon = Daemon.start(
                folder.resolve("rsyslog.out"),
                "rsyslog",
                "rsyslogd",
                "-n",
                "-f",
                configuration.toString(),
                "-i",
                folder.resolve("rsyslog.pid").toString());
    }

    Rsyslog awaitReady() {
        daemon.awaitPort(tcpPort);
        return this;
    }

    int tcpPort() {
        return tcpPort;
    }

    int udpPort() {
        return udpPort;
    }

    /** All that it was told by {@code tcp} or {@code udp}, in order. */
    List<Told> messages(String input) {
        try {
            String lines = Files.exists(told) ? Files.readString(told) : "";
            return Lines.of(lines).stream()
                    .map(Told::of)
                    .filter(message -> message.input().equals(input))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        daemon.close();
    }

    /**
     * One message.
     *
     * @param data the values of our structured data by their names
     */
    record Told(String input, int priority, String appName, String messageId, JsonNode data, String text) {

        private static Told of(JsonNode line) {
            return new Told(
                    line.get("input").asText(),
                    line.get("priority").asInt(),
                    line.get("appName").asText(),
                    line.get("messageId").asText(),
                    Lines.json(line.get("data").asText()).path("tunnelwatch@32473"),
                    line.get("text").asText());
        }
    }
}
