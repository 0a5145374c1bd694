/** HTTP without OSGi and without alerts: routes, parameters, answers, problems. */
@NullMarked
package io.tunnelwatch.web.internal.http;

import org.jspecify.annotations.NullMarked;
