/** PostgreSQL: embedded or external, and the one way to reach it. */
@NullMarked
package dev.integrationshub.platform.database;

import org.jspecify.annotations.NullMarked;
