/** SNMP as a channel: traps and informs of v2c and v3. The objects are those of TUNNELWATCH-MIB. */
@NullMarked
package io.tunnelwatch.notifier.snmp.internal;

import org.jspecify.annotations.NullMarked;
