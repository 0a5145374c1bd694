package io.tunnelwatch.notifier.internal.webhook;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The settings of one webhook as they are written, besides those that every channel has. Headers are settings of their
 * own, {@code header.NAME}: their values hold commas and whatever else would stand between the items of a list.
 */
@ObjectClassDefinition(
        id = WebhookConfig.PID,
        name = "Tunnelwatch webhook channel",
        description = "A URL that is called for alerts; header.NAME = VALUE adds a header")
public @interface WebhookConfig {

    /** The factory PID. */
    String PID = "io.tunnelwatch.channel.webhook";

    @AttributeDefinition(description = "The URL, http or https")
    String url() default "";

    @AttributeDefinition(description = "POST or PUT")
    String method() default "POST";

    @AttributeDefinition(description = "Of the body; it decides how values are escaped in it")
    String contentType() default "application/json";

    @AttributeDefinition(description = "Template of the body, or file:PATH; a JSON of Tunnelwatch's own when empty")
    String body() default "";

    @AttributeDefinition(
            description = "The other side knows it too; signs the body when set",
            type = AttributeType.PASSWORD)
    String secret() default "";

    @AttributeDefinition(
            description = "people (digests when there is much) or system (everything at once); people when there is a"
                    + " body, else system")
    String audience() default "";

    @AttributeDefinition(description = "Certificates (PEM) of the authorities to trust instead of the JVM's")
    String caFile() default "";

    @AttributeDefinition(description = "Seconds until a request is given up, 1 to 120")
    String timeoutSeconds() default "10";
}
