/** API keys: their format, how they are stored, created, listed, changed and revoked; scopes. */
@NullMarked
package dev.integrationshub.keys;

import org.jspecify.annotations.NullMarked;
