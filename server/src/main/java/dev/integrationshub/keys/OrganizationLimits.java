package dev.integrationshub.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** What an organization may have at most, as the operator decides. */
@ApplicationScoped
class OrganizationLimits {
  static final int USUAL_API_KEYS = 1_000;
  static final int MAX_API_KEYS = 1_000_000;

  private static final String FIND =
      """
      SELECT l.api_keys
      FROM organization o LEFT JOIN organization_limit l ON l.organization_id = o.id
      WHERE o.id = :organizationId
      """;

  private static final String SET =
      """
      INSERT INTO organization_limit (organization_id, api_keys) VALUES (:organizationId, :apiKeys)
      ON CONFLICT (organization_id) DO UPDATE SET api_keys = excluded.api_keys
      """;

  /**
   * The limits of one organization.
   *
   * @param apiKeys keys that are neither revoked nor expired; null for the usual number
   */
  record Limits(@Nullable Integer apiKeys) {

    int apiKeysAllowed() {
      return apiKeys == null ? USUAL_API_KEYS : apiKeys;
    }
  }

  /** Empty where there is no such organization. */
  Optional<Limits> find(Handle handle, UUID organizationId) {
    return handle
        .createQuery(FIND)
        .bind("organizationId", organizationId)
        .map(ConstructorMapper.of(Limits.class))
        .findOne();
  }

  void set(Handle handle, UUID organizationId, Limits limits) {
    handle
        .createUpdate(SET)
        .bind("organizationId", organizationId)
        .bind("apiKeys", limits.apiKeys)
        .execute();
  }
}
