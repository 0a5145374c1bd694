/** OpenNMS, by its Integration API: alerts are its alarms, and who acknowledges an alarm has acknowledged the alert. */
@NullMarked
package io.tunnelwatch.opennms.internal;

import org.jspecify.annotations.NullMarked;
