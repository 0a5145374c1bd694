package io.tunnelwatch.notifier.snmp.internal;

import java.util.Optional;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

/** Who we are to the manager. Its text shows no secret. */
sealed interface Login {

    /** The community or the user. */
    OctetString name();

    SecurityLevel level();

    /** As it is written in settings. */
    String version();

    /** For people, to stand behind the address. */
    String who();

    /** Whoever knows the word may speak (RFC 1901); anybody on the way can read it. */
    record Community(OctetString name) implements Login {

        @Override
        public SecurityLevel level() {
            return SecurityLevel.noAuthNoPriv;
        }

        @Override
        public String version() {
            return "v2c";
        }

        @Override
        public String who() {
            return "";
        }

        @Override
        public String toString() {
            return "a community";
        }
    }

    /**
     * A user (RFC 3414).
     *
     * @param privacy never without authentication
     */
    record User(OctetString name, Optional<Key<AuthenticationKind>> authentication, Optional<Key<PrivacyKind>> privacy)
            implements Login {

        @Override
        public String version() {
            return "v3";
        }

        @Override
        public String who() {
            return " as " + name + " (" + level() + ")";
        }

        @Override
        public SecurityLevel level() {
            if (privacy.isPresent()) {
                return SecurityLevel.authPriv;
            }
            return authentication.isPresent() ? SecurityLevel.authNoPriv : SecurityLevel.noAuthNoPriv;
        }

        UsmUser usmUser() {
            return new UsmUser(
                    name,
                    authentication.map(key -> key.kind().oid()).orElse(null),
                    authentication.map(Key::password).orElse(null),
                    privacy.map(key -> key.kind().oid()).orElse(null),
                    privacy.map(Key::password).orElse(null));
        }

        @Override
        public String toString() {
            return name + " (" + level() + ")";
        }
    }

    /** A password, and what is done with it. */
    record Key<K>(K kind, OctetString password) {

        @Override
        public String toString() {
            return String.valueOf(kind);
        }
    }
}
