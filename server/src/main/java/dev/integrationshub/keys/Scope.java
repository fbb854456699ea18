package dev.integrationshub.keys;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A permission that a key can hold; what it permits is up to the product. */
record Scope(@Schema(examples = "recordings:read") String name, String description) {}
