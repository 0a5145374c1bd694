package io.tunnelwatch.store.internal.health;

import io.tunnelwatch.history.StoreHealth;

/**
 * What an error says of the database.
 *
 * @param cause what happened, to which path
 * @param hint what the store does by itself, and what a person can do
 */
public record Fault(StoreHealth.State state, String cause, String hint) {}
