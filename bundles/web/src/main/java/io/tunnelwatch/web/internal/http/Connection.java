package io.tunnelwatch.web.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a request for which nothing is written yet. A server that neither reads nor writes does not learn
 * that its client has gone; Linux knows, and tells in {@code /proc/net/tcp} (proc(5)).
 */
public final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    /** {@code TCP_ESTABLISHED} of the kernel's {@code tcp_states.h}: neither side has closed it. */
    private static final String ESTABLISHED = "01";

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    private final String localPort;
    private final String remotePort;

    private Connection(int localPort, int remotePort) {
        this.localPort = ":%04X".formatted(localPort);
        this.remotePort = ":%04X".formatted(remotePort);
    }

    /** That of a request; absent where the system does not tell of it. */
    public static Optional<Connection> of(HttpServletRequest request) {
        return Optional.of(new Connection(request.getLocalPort(), request.getRemotePort()))
                .filter(connection -> connection.look() == Look.OPEN);
    }

    private enum Look {
        OPEN,
        NOT_THERE,
        UNKNOWN
    }

    /**
     * Whether the client seems to have closed it. The kernel's table may lack a connection for a moment, while others
     * end: ask twice. Costs some milliseconds where there are thousands.
     */
    public boolean isGone() {
        return look() == Look.NOT_THERE;
    }

    private Look look() {
        try {
            for (Path table : TABLES) {
                if (Files.exists(table) && isOpenIn(table)) {
                    return Look.OPEN;
                }
            }
            return Look.NOT_THERE;
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("The connections can not be listed", e);
            return Look.UNKNOWN;
        }
    }

    private boolean isOpenIn(Path table) throws IOException {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split(" +")).anyMatch(this::isThisAndOpen);
        }
    }

    private boolean isThisAndOpen(String[] fields) {
        return fields.length > STATE
                && fields[LOCAL].endsWith(localPort)
                && fields[REMOTE].endsWith(remotePort)
                && fields[STATE].equals(ESTABLISHED);
    }
}
