/** Identifiers: UUIDv7 inside, prefixed text outside. */
@NullMarked
package dev.integrationshub.platform.ids;

import org.jspecify.annotations.NullMarked;
