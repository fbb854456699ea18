/**
 * Conditions on what an event carries: read from JSON, held in records, judged by a pure function.
 */
@NullMarked
package dev.integrationshub.filters;

import org.jspecify.annotations.NullMarked;
