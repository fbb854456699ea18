package dev.integrationshub.audit;

import org.jspecify.annotations.Nullable;

/** A field's former and new value in an entry's detail, written as the API writes the field. */
public record Change(@Nullable Object from, @Nullable Object to) {}
