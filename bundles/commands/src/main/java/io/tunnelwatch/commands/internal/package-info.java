/** What all shell commands share: how they reach services, refuse, and print. */
@NullMarked
package io.tunnelwatch.commands.internal;

import org.jspecify.annotations.NullMarked;
