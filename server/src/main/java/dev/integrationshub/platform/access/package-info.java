/** Who is calling, and whether they may. */
@NullMarked
package dev.integrationshub.platform.access;

import org.jspecify.annotations.NullMarked;
