/**
 * API keys: their format, how they are stored, created, listed, changed, revoked and announced;
 * scopes; limits.
 */
@NullMarked
package dev.integrationshub.keys;

import org.jspecify.annotations.NullMarked;
