/** What many callers want written, by few commits. */
@NullMarked
package dev.integrationshub.platform.batching;

import org.jspecify.annotations.NullMarked;
