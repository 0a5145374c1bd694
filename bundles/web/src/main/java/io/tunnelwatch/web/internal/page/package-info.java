/** The page for browsers: its files, and the servlet that serves them. */
@NullMarked
package io.tunnelwatch.web.internal.page;

import org.jspecify.annotations.NullMarked;
