package io.tunnelwatch.wg.internal.service;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs, once each, that a gateway can be read, or can not be any more. */
final class StateChange {

    private static final Logger LOG = LoggerFactory.getLogger(StateChange.class);

    private StateChange() {}

    /** Says what is different after a poll, if anything. */
    static void say(GatewayView before, GatewayView now) {
        if (before.state() == now.state()) {
            return;
        }
        if (now.problem().isPresent()) {
            LOG.warn(
                    "Gateway {} is {}: {}",
                    now.settings().name(),
                    now.state(),
                    now.problem().get());
        } else {
            LOG.info(
                    "Gateway {} is {}: {} peers on {}",
                    now.settings().name(),
                    now.state(),
                    now.peers().size(),
                    now.interfaces());
        }
    }
}
