package io.tunnelwatch.wg.internal.dump;

/**
 * One WireGuard interface of a gateway.
 *
 * @param listenPort 0 when it has none, or when the dump's text for it is no port
 */
public record DumpInterface(String name, int listenPort) {}
