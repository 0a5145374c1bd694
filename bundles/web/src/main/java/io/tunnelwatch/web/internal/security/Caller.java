package io.tunnelwatch.web.internal.security;

import io.tunnelwatch.login.User;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param session absent for one who came with Basic
 */
public record Caller(User user, Optional<Session> session) {}
