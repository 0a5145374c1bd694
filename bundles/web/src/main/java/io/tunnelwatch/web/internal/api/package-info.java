/** The resources of the REST API. */
@NullMarked
package io.tunnelwatch.web.internal.api;

import org.jspecify.annotations.NullMarked;
