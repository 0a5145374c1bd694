/** From verdicts and the open alerts to events: what is raised, what recurs, what is resolved. */
@NullMarked
package io.tunnelwatch.wg.internal.rules;

import org.jspecify.annotations.NullMarked;
