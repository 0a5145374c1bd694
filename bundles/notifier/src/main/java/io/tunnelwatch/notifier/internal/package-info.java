/** The notifier as services, and the components of its own channels. */
@NullMarked
package io.tunnelwatch.notifier.internal;

import org.jspecify.annotations.NullMarked;
