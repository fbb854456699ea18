package dev.integrationshub.examples.recorder;

import java.time.Instant;

/** Something that was recorded. */
record Recording(String id, String title, Instant createdAt) {}
