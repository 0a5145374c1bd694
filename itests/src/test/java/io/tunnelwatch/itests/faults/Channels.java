package io.tunnelwatch.itests.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tunnelwatch.itests.karaf.CommandResult;
import io.tunnelwatch.itests.karaf.KarafProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The channels of the laboratory's Karaf, with their other sides in this process: a mail, and two webhooks. They tell
 * of the alerts before, during and after the fault, and of one peer of the steady load, so that there is always
 * something under way.
 */
final class Channels implements AutoCloseable {

    static final String MAIL = "email.noc";
    static final String CHAT = "webhook.chat";
    static final String WITNESS = "webhook.witness";
    static final Set<String> ALL = Set.of(MAIL, CHAT, WITNESS);

    /** Of a whole mail; the least that a channel takes. */
    static final int MAIL_TIMEOUT_SECONDS = 5;

    static final int CHAT_TIMEOUT_SECONDS = 2;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "io.tunnelwatch.channel.";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final KarafProcess karaf;
    private final MailSide mail = new MailSide();
    private final HookSide chat = new HookSide();
    private final HookSide witness = new HookSide();

    Channels(KarafProcess karaf) {
        this.karaf = karaf;
    }

    MailSide mail() {
        return mail;
    }

    HookSide chat() {
        return chat;
    }

    HookSide witness() {
        return witness;
    }

    /** Of each channel. */
    Map<String, OtherSide> sides() {
        return Map.of(MAIL, mail, CHAT, chat, WITNESS, witness);
    }

    /** Configures them; they tell of what the log takes from now on. */
    void open() {
        areWell();
        configure(
                MAIL,
                "host = 127.0.0.1",
                "port = " + mail.port(),
                "security = none",
                "from = tunnelwatch@example.org",
                "to = noc@example.org",
                "timeoutSeconds = " + MAIL_TIMEOUT_SECONDS);
        configure(CHAT, "url = " + chat.url("/chat"), "timeoutSeconds = " + CHAT_TIMEOUT_SECONDS);
        configure(WITNESS, "url = " + witness.url("/witness"));
        await("three channels that read the log")
                .atMost(LIMIT)
                .pollInterval(LOOK_EVERY)
                .until(() -> karaf.json("alert:log").get("consumers").findParents("position").stream()
                                .filter(consumer -> consumer.get("id").asText().startsWith("channel."))
                                .count()
                        == ALL.size());
        sides().values().forEach(OtherSide::forget);
    }

    /** They are forgotten, with all that they have not told. */
    @Override
    public void close() {
        ALL.forEach(id -> karaf.deleteConfig(file(id)));
        await("no channels")
                .atMost(LIMIT)
                .pollInterval(LOOK_EVERY)
                .until(() -> states().isEmpty()
                        && karaf.json("alert:log").get("consumers").findValuesAsText("id").stream()
                                .noneMatch(id -> id.startsWith("channel.")));
    }

    /** Every other side does what it should. */
    void areWell() {
        mail.isWell();
        chat.isWell();
        witness.isWell();
    }

    /** A Karaf that is set up anew has none. */
    void vanish() {
        ALL.stream()
                .map(Channels::file)
                .filter(file -> Files.exists(karaf.etc(file)))
                .forEach(karaf::deleteConfig);
    }

    /** Ends the other sides. */
    void end() {
        sides().values().forEach(OtherSide::close);
    }

    /** Waits until a channel says that it fails, and why; answers what is wrong with what the channels say. */
    List<String> letFail(String id, String why, Duration limit) {
        Pattern reason = Pattern.compile(why);
        AtomicReference<Map<String, JsonNode>> said = new AtomicReference<>(Map.of());
        List<String> problems = new ArrayList<>();
        try {
            await().atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK_EVERY)
                    .until(() -> {
                        said.set(states());
                        JsonNode channel = said.get().getOrDefault(id, MissingNode.getInstance());
                        return state(channel).equals("FAILING")
                                && reason.matcher(channel.path("lastError").asText())
                                        .find();
                    });
        } catch (ConditionTimeoutException e) {
            problems.add("alert:channels does not say that " + id + " fails for " + why + ": " + said);
        }
        said.get().forEach((other, channel) -> {
            if (!other.equals(id) && !state(channel).equals("WORKING")) {
                problems.add("alert:channels says of " + other + " " + channel);
            }
        });
        return problems;
    }

    /** Waits until all of them have told everything; answers what alert:channels says else. */
    List<String> letBeWell(Duration limit) {
        try {
            await().atMost(limit).pollInterval(LOOK_EVERY).until(() -> {
                Map<String, JsonNode> states = states();
                return states.keySet().equals(ALL) && states.values().stream().allMatch(Channels::isWell);
            });
            return List.of();
        } catch (ConditionTimeoutException e) {
            return List.of("not all channels are well again: " + states());
        }
    }

    /** The keys of the notices on which a channel gave up. */
    List<String> deadLetters(String id) {
        List<String> keys = new ArrayList<>();
        JsonNode channel = states().get(id);
        if (channel != null) {
            channel.path("deadLetters")
                    .forEach(letter -> keys.add(OwedNotice.key(
                            letter.get("alertId").asText(), letter.get("notice").asText())));
        }
        return keys;
    }

    /** Of each channel, as alert:channels has it; none while there is no notifier. */
    private Map<String, JsonNode> states() {
        CommandResult result = karaf.run("alert:channels --json");
        Map<String, JsonNode> states = new TreeMap<>();
        if (result.succeeded()) {
            try {
                JSON.readTree(result.output())
                        .path("channels")
                        .forEach(channel -> states.put(channel.get("id").asText(), channel));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
        return states;
    }

    private static String state(JsonNode channel) {
        return channel.path("state").asText();
    }

    private static boolean isWell(JsonNode channel) {
        return state(channel).equals("WORKING") && channel.path("backlog").asInt() == 0;
    }

    private void configure(String id, String... settings) {
        List<String> lines = new ArrayList<>(List.of(settings));
        lines.add("match = gateway=load, peer=" + OwedNotice.ONCE + "*|" + OwedNotice.STEADY);
        lines.add("maxPerMinute = 0"); // one by one: a mail's key is that of its notice
        karaf.writeConfig(file(id), lines.toArray(String[]::new));
    }

    private static String file(String id) {
        return CONFIG + id.replace('.', '-') + ".cfg";
    }
}
