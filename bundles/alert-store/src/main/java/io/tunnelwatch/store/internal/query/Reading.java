package io.tunnelwatch.store.internal.query;

import java.util.function.Function;
import javax.persistence.EntityManager;

/** Asks the database, each question in a transaction of its own. */
@FunctionalInterface
public interface Reading {

    /** Asks. */
    <R> R required(Function<EntityManager, R> question);
}
