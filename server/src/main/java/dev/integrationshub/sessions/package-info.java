/** Set-up, login and the dashboard session. */
@NullMarked
package dev.integrationshub.sessions;

import org.jspecify.annotations.NullMarked;
