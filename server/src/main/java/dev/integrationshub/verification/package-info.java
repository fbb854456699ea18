/** Decides on presented API keys: for the product, and for the hub's own organization API. */
@NullMarked
package dev.integrationshub.verification;

import org.jspecify.annotations.NullMarked;
