package dev.integrationshub.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * An event type as the product wants it, checked.
 *
 * @param schema JSON; null takes any object
 * @param example JSON that keeps the schema
 */
record NewEventType(String name, String description, @Nullable String schema, String example) {}
