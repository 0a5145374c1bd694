package io.tunnelwatch.notifier.internal.email;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of one email channel as they are written, besides those that every channel has. */
@ObjectClassDefinition(
        id = EmailConfig.PID,
        name = "Tunnelwatch email channel",
        description = "A mail server, and who is told through it")
public @interface EmailConfig {

    /** The factory PID. */
    String PID = "io.tunnelwatch.channel.email";

    @AttributeDefinition(description = "The mail server")
    String host() default "";

    @AttributeDefinition(description = "Its port; 587 with starttls, 465 with tls, 25 with none when empty")
    String port() default "";

    @AttributeDefinition(description = "starttls (which must succeed), tls (from the first byte), or none")
    String security() default "starttls";

    @AttributeDefinition(description = "Who logs in; nobody when empty")
    String username() default "";

    @AttributeDefinition(description = "The password of username, as $[secret:NAME]", type = AttributeType.PASSWORD)
    String password() default "";

    @AttributeDefinition(description = "The sender's address: noc@example.org, or NOC <noc@example.org>")
    String from() default "";

    @AttributeDefinition(description = "The recipients' addresses, with commas between")
    String[] to() default {};

    @AttributeDefinition(description = "Further recipients' addresses, with commas between")
    String[] cc() default {};

    @AttributeDefinition(description = "Certificates (PEM) of the authorities to trust instead of the JVM's")
    String caFile() default "";

    @AttributeDefinition(description = "Seconds until sending a mail is given up, 5 to 600")
    String timeoutSeconds() default "60";
}
