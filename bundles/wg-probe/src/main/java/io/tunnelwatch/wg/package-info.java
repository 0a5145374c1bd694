/**
 * What the probe sees of WireGuard gateways and their peers: its services {@link io.tunnelwatch.wg.WireGuardProbe} and
 * {@link io.tunnelwatch.wg.Recordings}, and the values they answer with.
 */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.wg;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
