/**
 * The MQTT channel.
 *
 * <p>Packets are Paho's, the connection is ours: Paho's client leaves a thread behind for ever whenever a broker (or a
 * proxy before one that is down) takes a connection and drops it within a tenth of a second, it silently publishes
 * without retaining where a broker does not retain, and it cannot be ended while it connects. A channel sends from one
 * thread and waits for the answer, so the connection needs no thread of its own.
 */
@NullMarked
package io.tunnelwatch.notifier.mqtt.internal;

import org.jspecify.annotations.NullMarked;
