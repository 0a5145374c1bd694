/** What others may know of the pool behind a data source. */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.datasource;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
