package io.tunnelwatch.web.internal;

import io.tunnelwatch.web.internal.security.SecuritySettings;

/**
 * The settings of the web bundle, checked.
 *
 * @param eventClients how many may listen to the live events at once
 */
record WebSettings(SecuritySettings security, int eventClients) {}
