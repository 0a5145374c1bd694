package io.tunnelwatch.metrics.internal.http;

import java.util.Set;

/**
 * Who may ask.
 *
 * @param open whether everybody may
 * @param readRoles else, whoever has one of these roles of Karaf
 */
public record Access(boolean open, Set<String> readRoles) {

    public Access {
        readRoles = Set.copyOf(readRoles);
    }
}
