package io.tunnelwatch.notifier.snmp.internal;

import java.util.function.Supplier;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.smi.OID;

/**
 * How a message is encrypted: RFC 3826 (AES128), and Blumenthal's draft (the others), which Net-SNMP has too. DES is
 * not offered.
 */
enum PrivacyKind {
    AES128(PrivAES128::new),
    AES192(PrivAES192::new),
    AES256(PrivAES256::new);

    private final Supplier<PrivacyProtocol> maker;

    PrivacyKind(Supplier<PrivacyProtocol> maker) {
        this.maker = maker;
    }

    PrivacyProtocol protocol() {
        return maker.get();
    }

    OID oid() {
        return protocol().getID();
    }
}
