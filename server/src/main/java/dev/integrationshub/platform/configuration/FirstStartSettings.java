package dev.integrationshub.platform.configuration;

import java.util.Optional;

/**
 * The unattended first start.
 *
 * @param owner {@code HUB_ADMIN_EMAIL}, {@code HUB_ADMIN_PASSWORD} and {@code HUB_ORGANIZATION},
 *     which go together
 * @param rootKey {@code HUB_ROOT_KEY}, at least 32 characters
 */
public record FirstStartSettings(Optional<Owner> owner, Optional<Secret> rootKey) {

  /** The first member, who owns the first organization. */
  public record Owner(String email, Secret password, String organization) {}
}
