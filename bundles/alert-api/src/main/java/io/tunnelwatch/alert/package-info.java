/**
 * The domain of alerts: what an alert is, what can happen to it, and how events fold to its state. Plain values and
 * pure functions; every bundle of Tunnelwatch speaks in them.
 */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.alert;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
