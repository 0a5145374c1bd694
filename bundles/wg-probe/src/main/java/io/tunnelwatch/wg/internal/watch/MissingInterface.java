package io.tunnelwatch.wg.internal.watch;

import java.util.Optional;

/**
 * An interface that was expected in the answer of a gateway and was not in it.
 *
 * @param polls how many answers in a row have lacked it
 * @param reason what the gateway said of it, if anything
 * @param hadLost whether peers of it were DOWN when it was last there
 */
public record MissingInterface(String name, int polls, Optional<String> reason, boolean hadLost) {}
