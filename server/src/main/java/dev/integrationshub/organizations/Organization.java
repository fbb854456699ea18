package dev.integrationshub.organizations;

import java.time.Instant;
import java.util.UUID;

/** A tenant. */
public record Organization(UUID id, String name, Instant createdAt) {
  public static final int MAX_NAME_LENGTH = 100;
}
