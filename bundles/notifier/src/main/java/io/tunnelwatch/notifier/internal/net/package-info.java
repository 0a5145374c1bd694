/** How channels talk over the network: nothing waits without a bound, and nothing is left behind. */
@NullMarked
package io.tunnelwatch.notifier.internal.net;

import org.jspecify.annotations.NullMarked;
