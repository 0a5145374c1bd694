package io.tunnelwatch.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@value StoreSettings#PID}. Texts, so that a wrong number is refused with a reason. */
@ObjectClassDefinition(name = "Tunnelwatch alert store", description = "How the alert history uses its database")
@interface StoreConfig {

    String CALL_TIMEOUT_SECONDS = "5";

    @AttributeDefinition(description = "How long a query may take, in seconds, from 1 to 300")
    String callTimeoutSeconds() default CALL_TIMEOUT_SECONDS;
}
