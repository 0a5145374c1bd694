/** The alert history as a service: the component, its settings, its queries. */
@NullMarked
package io.tunnelwatch.store.internal;

import org.jspecify.annotations.NullMarked;
