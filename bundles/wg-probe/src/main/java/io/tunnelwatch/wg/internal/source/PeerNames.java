package io.tunnelwatch.wg.internal.source;

import java.util.Optional;

/** Names that people gave to peers. Safe for any number of threads. */
public interface PeerNames {

    /** Nobody has a name. */
    PeerNames NONE = publicKey -> Optional.empty();

    /** The name of the peer with this public key, in base64. */
    Optional<String> nameOf(String publicKey);
}
