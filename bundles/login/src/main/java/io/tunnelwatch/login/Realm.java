package io.tunnelwatch.login;

import java.util.Optional;

/** Knows users and their passwords. Safe for any number of threads. */
@FunctionalInterface
public interface Realm {

    /** The user of this name, if the password is right. */
    Optional<User> logIn(String name, String password);
}
