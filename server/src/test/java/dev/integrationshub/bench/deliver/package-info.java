/** The bench of an event's way from the product to the receiver. */
@NullMarked
package dev.integrationshub.bench.deliver;

import org.jspecify.annotations.NullMarked;
