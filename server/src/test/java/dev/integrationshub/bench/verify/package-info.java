/** The bench of verifications over HTTP. */
@NullMarked
package dev.integrationshub.bench.verify;

import org.jspecify.annotations.NullMarked;
