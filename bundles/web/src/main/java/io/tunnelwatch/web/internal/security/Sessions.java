package io.tunnelwatch.web.internal.security;

import io.tunnelwatch.login.User;
import io.tunnelwatch.web.internal.http.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The sessions of browsers. They live in memory: a restart ends them all. Their tokens are kept as hashes, so that a
 * dump of the heap lets nobody in. Safe for any number of threads.
 */
public final class Sessions {

    /** Where there are more, the one that was not used for longest ends. */
    static final int MAX_SESSIONS = 1000;

    private static final int TOKEN_BYTES = 32;

    private final InstantSource clock;
    private final Supplier<SecuritySettings> settings;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byHash = new HashMap<>();

    public Sessions(InstantSource clock, Supplier<SecuritySettings> settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** A new session, and the token that its cookie holds. */
    public record Begun(String token, Session session) {}

    /** Begins one. */
    public synchronized Begun begin(User user) {
        Instant now = clock.instant();
        byHash.values().removeIf(session -> !session.isLive(now, settings.get()));
        if (byHash.size() >= MAX_SESSIONS) {
            byHash.entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().lastUsed()))
                    .map(Map.Entry::getKey)
                    .ifPresent(this::endHash);
        }
        String token = token();
        Session session = new Session(user, token(), now);
        byHash.put(hash(token), session);
        return new Begun(token, session);
    }

    /** The live session with this token, which is used by this. */
    public synchronized Optional<Session> use(String token) {
        Optional<Session> found = Optional.ofNullable(byHash.get(hash(token))).filter(this::isLive);
        found.ifPresent(session -> session.use(clock.instant()));
        return found;
    }

    /** Whether it goes on; then it is used by this. */
    boolean keep(Session session) {
        boolean live = isLive(session);
        if (live) {
            session.use(clock.instant());
        }
        return live;
    }

    boolean isLive(Session session) {
        return session.isLive(clock.instant(), settings.get());
    }

    /** Ends the session with this token, for good. */
    public synchronized void end(String token) {
        endHash(hash(token));
    }

    /** Ends all of them. */
    public synchronized void endAll() {
        byHash.values().forEach(Session::end);
        byHash.clear();
    }

    private void endHash(String hash) {
        Optional.ofNullable(byHash.remove(hash)).ifPresent(Session::end);
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String token) {
        return Hash.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
