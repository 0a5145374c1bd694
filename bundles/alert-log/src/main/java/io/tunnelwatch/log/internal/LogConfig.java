package io.tunnelwatch.log.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@value LogSettings#PID}. Texts, so that a wrong number is refused with a reason and not as 0. */
@ObjectClassDefinition(name = "Tunnelwatch alert log", description = "Where the durable log lies and how much it keeps")
@interface LogConfig {

    /** 16 MiB: about 40,000 events; at the rate of a bad day, a quarter of an hour of room on a full disk. */
    String SEGMENT_BYTES = "16777216";

    /** 1 GiB: about 2.5 million events, which is a month of one event a second. */
    String MAX_BYTES = "1073741824";

    String RETENTION_DAYS = "30";

    @AttributeDefinition(description = "The log's folder; empty for tunnelwatch/log in Karaf's data folder")
    String directory() default "";

    @AttributeDefinition(description = "The size of one file in bytes, from 65536 to 536870912")
    String segmentBytes() default SEGMENT_BYTES;

    @AttributeDefinition(description = "What all files take at most in bytes, at least 4 segments; holds in any case")
    String maxBytes() default MAX_BYTES;

    @AttributeDefinition(description = "How many days events are kept at least, from 1 to 3650, while maxBytes allows")
    String retentionDays() default RETENTION_DAYS;
}
