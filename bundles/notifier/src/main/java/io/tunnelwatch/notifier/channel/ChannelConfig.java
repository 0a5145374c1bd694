package io.tunnelwatch.notifier.channel;

/**
 * The settings that every channel has, as they stand in its configuration. Texts, so that a wrong one is refused with
 * what is allowed. Use it as a component property type beside the type's own.
 */
public @interface ChannelConfig {

    /** See {@link Match}; every alert, when empty. */
    String match() default "";

    /** {@code info}, {@code warning} or {@code critical}: alerts below it are not told. */
    String minimumSeverity() default "info";

    /** {@code 22:00-06:00}, also with days: {@code mon-fri 22:00-06:00, sat-sun 00:00-24:00}; none, when empty. */
    String quietHours() default "";

    /** Alerts of this severity or above are told in quiet hours too; {@code none} for no alert. */
    String quietHoursExcept() default "critical";

    /** Of quiet hours and of the times in messages, {@code Europe/Berlin}; the machine's, when empty. */
    String timeZone() default "";

    /** Messages to people a minute; what is more comes as one message. 0 for no limit. */
    String maxPerMinute() default "10";

    /** An alert that is open and that nobody acknowledged is told again after so many minutes; 0 for never. */
    String renotifyMinutes() default "0";

    /** Escalation: an alert is told only when it is still open and unacknowledged after so many minutes. */
    String afterMinutes() default "0";

    /** How long a message is tried before it becomes a dead letter. */
    String retryHours() default "72";

    /** Template of the subject; the built-in one, when empty. */
    String subject() default "";

    /** Template of the text. {@code file:PATH} reads it from a file. */
    String text() default "";

    /** Template of the HTML part. {@code file:PATH} reads it from a file. */
    String html() default "";
}
