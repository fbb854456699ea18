package dev.integrationshub.sessions;

import dev.integrationshub.platform.access.Role;
import java.util.UUID;

/** A live login. */
record Session(
    UUID id,
    UUID userId,
    String name,
    String email,
    UUID organizationId,
    String organizationName,
    Role role) {}
