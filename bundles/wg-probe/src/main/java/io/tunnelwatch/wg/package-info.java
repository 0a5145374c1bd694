/**
 * What the probe sees of WireGuard gateways and their peers: its service {@link io.tunnelwatch.wg.WireGuardProbe} and
 * the values it answers with.
 */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.wg;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
