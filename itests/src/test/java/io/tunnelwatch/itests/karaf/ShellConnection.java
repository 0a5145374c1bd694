package io.tunnelwatch.itests.karaf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/**
 * A login at Karaf's shell over SSH that is kept from command to command, and made again when it is gone. It does what
 * {@code bin/client -b} does, without a JVM for each command.
 *
 * <p>Any number of threads may use it.
 */
final class ShellConnection implements AutoCloseable {

    /** How the connection proves who it is. */
    @FunctionalInterface
    interface Login {

        void proveOn(ClientSession session) throws IOException;
    }

    private static final SshClient CLIENT = startClient();
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

    private final int port;
    private final String user;
    private final Login login;
    private Optional<ClientSession> session = Optional.empty();

    ShellConnection(int port, String user, Login login) {
        this.port = port;
        this.user = user;
        this.login = login;
    }

    /**
     * Runs commands, one in a line.
     *
     * @return status 1 with the reason in the errors when there is no shell at the port, or the login is refused
     * @throws AssertionError when there is no answer within a minute
     */
    CommandResult run(String commands) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        try (var channel = openedChannel(commands, output, errors)) {
            Set<ClientChannelEvent> events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), COMMAND_LIMIT);
            if (events.contains(ClientChannelEvent.TIMEOUT)) {
                throw new AssertionError("No answer to \"" + commands + "\"");
            }
            int status = Objects.requireNonNullElse(channel.getExitStatus(), 1);
            return new CommandResult(status, plain(output), plain(errors));
        } catch (IOException e) {
            close();
            return new CommandResult(1, plain(output), plain(errors) + e);
        }
    }

    /** Once more when the session was there and is not any more: Karaf may close it when features come and go. */
    private ClientChannel openedChannel(String commands, OutputStream output, OutputStream errors) throws IOException {
        boolean mayBeOld = isOpen();
        try {
            return open(commands, output, errors);
        } catch (IOException e) {
            close();
            if (!mayBeOld) {
                throw e;
            }
            return open(commands, output, errors);
        }
    }

    private ClientChannel open(String commands, OutputStream output, OutputStream errors) throws IOException {
        var channel = session().createExecChannel(commands + "\n");
        channel.setIn(new ByteArrayInputStream(new byte[0]));
        channel.setOut(output);
        channel.setErr(errors);
        channel.open().verify(CONNECT_LIMIT);
        return channel;
    }

    private synchronized boolean isOpen() {
        return session.filter(ClientSession::isOpen).isPresent();
    }

    @Override
    public synchronized void close() {
        session.ifPresent(open -> open.close(true));
        session = Optional.empty();
    }

    private synchronized ClientSession session() throws IOException {
        if (!isOpen()) {
            ClientSession opened = CLIENT.connect(user, "127.0.0.1", port)
                    .verify(CONNECT_LIMIT)
                    .getSession();
            session = Optional.of(opened);
            opened.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            login.proveOn(opened);
            opened.auth().verify(CONNECT_LIMIT);
        }
        return session.orElseThrow();
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
