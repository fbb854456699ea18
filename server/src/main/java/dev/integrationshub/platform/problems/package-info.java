/** Errors as RFC 9457 problem details, made at the edge only. */
@NullMarked
package dev.integrationshub.platform.problems;

import org.jspecify.annotations.NullMarked;
