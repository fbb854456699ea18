/** Processes that benches and chaos start, stop and strike. */
@NullMarked
package dev.integrationshub.processes;

import org.jspecify.annotations.NullMarked;
