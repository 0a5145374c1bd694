/** The service of the alert log: group commit, delivery to consumers, retention. */
@NullMarked
package io.tunnelwatch.log.internal;

import org.jspecify.annotations.NullMarked;
