/** Signatures by the Standard Webhooks specification. */
@NullMarked
package dev.integrationshub.signing;

import org.jspecify.annotations.NullMarked;
