package io.tunnelwatch.web.internal.security;

import java.util.Set;

/** A user of the Karaf realm. */
public record User(String name, Set<String> roles) {

    public User {
        roles = Set.copyOf(roles);
    }

    boolean hasOneOf(Set<String> wanted) {
        return roles.stream().anyMatch(wanted::contains);
    }
}
