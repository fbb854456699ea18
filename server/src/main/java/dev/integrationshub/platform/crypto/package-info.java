/** Secrets at rest and keyed hashes. */
@NullMarked
package dev.integrationshub.platform.crypto;

import org.jspecify.annotations.NullMarked;
