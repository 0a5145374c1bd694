/** The gateways at work: polling, state, and what others may see of it. */
@NullMarked
package io.tunnelwatch.wg.internal.service;

import org.jspecify.annotations.NullMarked;
