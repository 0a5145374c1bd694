package io.tunnelwatch.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@value StoreSettings#PID}. Texts, so that a wrong number is refused with a reason. */
@ObjectClassDefinition(name = "Tunnelwatch alert store", description = "How the alert history uses its database")
@interface StoreConfig {

    String CALL_TIMEOUT_SECONDS = "5";
    String BACKUP_EVERY_HOURS = "24";
    String BACKUPS_KEPT = "7";
    String RETENTION_DAYS = "0";
    String MAX_ALERTS = "0";

    @AttributeDefinition(description = "How long a query may take, in seconds, from 1 to 300")
    String callTimeoutSeconds() default CALL_TIMEOUT_SECONDS;

    @AttributeDefinition(description = "Hours from one backup to the next, from 1 to 8760; 0 for none")
    String backupEveryHours() default BACKUP_EVERY_HOURS;

    @AttributeDefinition(description = "How many backups stay, from 2 to 1000")
    String backupsKept() default BACKUPS_KEPT;

    @AttributeDefinition(description = "Where backups go, absolute; empty for backup/ beside the database file")
    String backupDirectory() default "";

    @AttributeDefinition(description = "Days that an alert is kept after its end, from 1 to 36500; 0 for ever")
    String retentionDays() default RETENTION_DAYS;

    @AttributeDefinition(
            description = "How many alerts are kept, the newest ones, up to 2000000000; 0 for all. Open ones stay")
    String maxAlerts() default MAX_ALERTS;
}
