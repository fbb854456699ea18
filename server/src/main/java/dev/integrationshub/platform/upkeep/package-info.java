/** Work that the hub does by itself, again and again. */
@NullMarked
package dev.integrationshub.platform.upkeep;

import org.jspecify.annotations.NullMarked;
