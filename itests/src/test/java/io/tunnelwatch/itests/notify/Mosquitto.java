package io.tunnelwatch.itests.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.tunnelwatch.itests.faults.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real broker on the loopback, and subscribers that come from its makers too. */
final class Mosquitto implements AutoCloseable {

    static final String USER = "watch";

    private final Path folder;
    private final String password;
    private final int port = Daemon.freeTcpPort();
    private final Daemon daemon;
    private final List<Daemon> subscribers = new ArrayList<>();

    /** Starts one that lets in {@link #USER} with this password. */
    Mosquitto(Path folder, String password) {
        this.folder = folder;
        this.password = password;
        Path passwords = folder.resolve("passwords");
        Path configuration = folder.resolve("mosquitto.conf");
        Tool.run("mosquitto_passwd", "-c", "-b", passwords.toString(), USER, password);
        try {
            Files.write(
                    configuration,
                    List.of(
                            "listener " + port + " 127.0.0.1",
                            "allow_anonymous false",
                            "password_file " + passwords,
                            "user root", // the folder is nobody else's to read
                            "persistence false",
                            "log_dest stderr", // the standard output it would buffer
                            "log_type all"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon =
                Daemon.start(folder.resolve("mosquitto.out"), "mosquitto", "mosquitto", "-c", configuration.toString());
    }

    Mosquitto awaitReady() {
        daemon.awaitPort(port);
        return this;
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Somebody who is told of these topics from now on, and first of what is retained. */
    Subscriber subscribe(String topics) {
        String id = "subscriber-" + subscribers.size();
        Daemon subscriber = Daemon.start(
                folder.resolve(id + ".out"),
                "mosquitto-clients",
                "mosquitto_sub",
                "-V",
                "mqttv5",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-u",
                USER,
                "-P",
                password,
                "-i",
                id,
                "-q",
                "1",
                "-t",
                topics,
                "-F",
                "%j");
        subscribers.add(subscriber);
        subscriber.awaitReady(() -> daemon.output().contains("Sending SUBACK to " + id));
        return new Subscriber(subscriber);
    }

    /** Ends its subscribers too. */
    @Override
    public void close() {
        subscribers.forEach(Daemon::close);
        daemon.close();
    }

    /** A {@code mosquitto_sub}. */
    record Subscriber(Daemon daemon) implements AutoCloseable {

        /** All that it was told, in order. */
        List<Told> messages() {
            return Lines.of(daemon.output()).stream().map(Told::of).toList();
        }

        /** The payloads to topics that begin with this. */
        List<String> payloads(String topic) {
            return messages().stream()
                    .filter(message -> message.topic().startsWith(topic))
                    .map(Told::payload)
                    .toList();
        }

        @Override
        public void close() {
            daemon.close();
        }
    }

    /**
     * One message.
     *
     * @param retained whether the broker had kept it, and somebody came later
     * @param properties of MQTT 5
     */
    record Told(String topic, boolean retained, String payload, JsonNode properties) {

        private static Told of(JsonNode line) {
            return new Told(
                    line.get("topic").asText(),
                    line.get("retain").asInt() == 1,
                    line.get("payload").asText(),
                    line.path("properties"));
        }
    }
}
