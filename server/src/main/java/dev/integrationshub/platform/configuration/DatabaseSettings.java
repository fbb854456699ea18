package dev.integrationshub.platform.configuration;

import java.util.Optional;

/**
 * Which PostgreSQL the hub uses.
 *
 * @param url {@code HUB_DATABASE_URL}, {@code jdbc:postgresql://…} or {@code postgres://…}, with
 *     its credentials; empty means the embedded one
 */
public record DatabaseSettings(Optional<Secret> url) {}
