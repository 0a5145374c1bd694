/** The rows of the history's tables. They never leave this bundle. */
package io.tunnelwatch.store.internal.entity;
