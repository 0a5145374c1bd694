/**
 * What OpenJPA has to know about SQLite. A fragment of OpenJPA, because OpenJPA loads a dictionary with its own class
 * loader.
 */
@NullMarked
@Version("0.1.0")
package io.tunnelwatch.openjpa.sqlite;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
