/** Counts the calls of API keys by outcome. */
@NullMarked
package dev.integrationshub.usage;

import org.jspecify.annotations.NullMarked;
