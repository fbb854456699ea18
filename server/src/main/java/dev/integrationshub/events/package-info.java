/**
 * What the product and the hub itself publish: durable before it is acknowledged, with all its
 * deliveries.
 */
@NullMarked
package dev.integrationshub.events;

import org.jspecify.annotations.NullMarked;
