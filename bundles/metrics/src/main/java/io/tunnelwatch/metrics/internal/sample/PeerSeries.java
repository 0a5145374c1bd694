package io.tunnelwatch.metrics.internal.sample;

/**
 * Which series peers have.
 *
 * @param most how many peers have series of their own at most
 * @param named whether these bear the peer's name; the public key tells them apart in any case
 */
public record PeerSeries(int most, boolean named) {}
