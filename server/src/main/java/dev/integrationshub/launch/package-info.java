/** The process: its commands, start and end. */
@NullMarked
package dev.integrationshub.launch;

import org.jspecify.annotations.NullMarked;
