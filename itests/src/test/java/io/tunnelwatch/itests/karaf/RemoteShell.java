package io.tunnelwatch.itests.karaf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/**
 * Karaf's shell over SSH. It does what {@code bin/client -b} does, without a JVM for each command; as there, each call
 * is a login of its own, since Karaf ends the session with the command.
 *
 * <p>Any number of threads may use it.
 */
final class RemoteShell {

    /** How a session proves whose it is. */
    @FunctionalInterface
    interface Login {

        void proveOn(ClientSession session);
    }

    private static final SshClient CLIENT = startClient();
    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(20);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final String user;
    private final Login login;

    RemoteShell(int port, String user, Login login) {
        this.port = port;
        this.user = user;
        this.login = login;
    }

    /**
     * Runs commands, one in a line; the first that fails ends it.
     *
     * @return status 1 with the reason in the errors when there is no shell at the port, or the login is refused
     * @throws AssertionError when there is no answer within a minute
     */
    CommandResult run(String commands) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        try (ClientSession session = CLIENT.connect(user, "127.0.0.1", port)
                        .verify(LOGIN_LIMIT)
                        .getSession();
                ChannelExec channel = loggedIn(session).createExecChannel(commands + "\n")) {
            channel.setIn(new ByteArrayInputStream(new byte[0]));
            channel.setOut(output);
            channel.setErr(errors);
            channel.open().verify(LOGIN_LIMIT);
            Set<ClientChannelEvent> events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), COMMAND_LIMIT);
            if (events.contains(ClientChannelEvent.TIMEOUT)) {
                throw new AssertionError("No answer to \"" + commands + "\"");
            }
            int status = Objects.requireNonNullElse(channel.getExitStatus(), 1);
            return new CommandResult(status, plain(output), plain(errors));
        } catch (IOException e) {
            return new CommandResult(1, plain(output), plain(errors) + e);
        }
    }

    private ClientSession loggedIn(ClientSession session) throws IOException {
        login.proveOn(session);
        session.auth().verify(LOGIN_LIMIT);
        return session;
    }

    private static SshClient startClient() {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER); // none of the user's own
        client.start();
        return client;
    }

    /** The text without terminal escapes. */
    private static String plain(ByteArrayOutputStream text) {
        return text.toString(StandardCharsets.UTF_8).replaceAll("\u001B\\[[0-9;?]*[A-Za-z]", "");
    }
}
