package io.tunnelwatch.notifier.snmp.internal;

import java.util.function.Supplier;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.smi.OID;

/** How a message is signed: RFC 3414 (SHA), RFC 7860 (the others). MD5 is not offered. */
enum AuthenticationKind {
    SHA(AuthSHA::new),
    SHA224(AuthHMAC128SHA224::new),
    SHA256(AuthHMAC192SHA256::new),
    SHA384(AuthHMAC256SHA384::new),
    SHA512(AuthHMAC384SHA512::new);

    private final Supplier<AuthenticationProtocol> maker;

    AuthenticationKind(Supplier<AuthenticationProtocol> maker) {
        this.maker = maker;
    }

    AuthenticationProtocol protocol() {
        return maker.get();
    }

    OID oid() {
        return protocol().getID();
    }
}
