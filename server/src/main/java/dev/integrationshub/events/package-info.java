/** What the product publishes: durable before it is acknowledged, with all its deliveries. */
@NullMarked
package dev.integrationshub.events;

import org.jspecify.annotations.NullMarked;
