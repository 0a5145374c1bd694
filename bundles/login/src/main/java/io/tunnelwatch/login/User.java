package io.tunnelwatch.login;

import java.util.Set;

/** A user of the Karaf realm. */
public record User(String name, Set<String> roles) {

    public User {
        roles = Set.copyOf(roles);
    }

    /** Whether the user has one of these roles. */
    public boolean hasOneOf(Set<String> wanted) {
        return roles.stream().anyMatch(wanted::contains);
    }
}
