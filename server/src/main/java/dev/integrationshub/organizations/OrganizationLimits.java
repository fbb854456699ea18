package dev.integrationshub.organizations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** What an organization may have at most, as the operator decides. */
@ApplicationScoped
public class OrganizationLimits {
  static final int USUAL_API_KEYS = 1_000;
  static final int MAX_API_KEYS = 1_000_000;
  static final int USUAL_WEBHOOKS = 50;
  static final int MAX_WEBHOOKS = 10_000;

  private static final String LOCK =
      "SELECT 1 FROM organization WHERE id = :organizationId FOR NO KEY UPDATE";

  private static final String FIND =
      """
      SELECT l.api_keys, l.webhooks
      FROM organization o LEFT JOIN organization_limit l ON l.organization_id = o.id
      WHERE o.id = :organizationId
      """;

  private static final String SET =
      """
      INSERT INTO organization_limit (organization_id, api_keys, webhooks)
      VALUES (:organizationId, :apiKeys, :webhooks)
      ON CONFLICT (organization_id) DO UPDATE
      SET api_keys = excluded.api_keys, webhooks = excluded.webhooks
      """;

  /**
   * The limits of one organization; null for the usual number.
   *
   * @param apiKeys keys that are neither revoked nor expired
   * @param webhooks enabled or not
   */
  public record Limits(@Nullable Integer apiKeys, @Nullable Integer webhooks) {

    public int apiKeysAllowed() {
      return apiKeys == null ? USUAL_API_KEYS : apiKeys;
    }

    public int webhooksAllowed() {
      return webhooks == null ? USUAL_WEBHOOKS : webhooks;
    }
  }

  /** Empty where there is no such organization. */
  public Optional<Limits> find(Handle handle, UUID organizationId) {
    return handle
        .createQuery(FIND)
        .bind("organizationId", organizationId)
        .map(ConstructorMapper.of(Limits.class))
        .findOne();
  }

  /** As {@link #find}; whoever else asks so waits until the transaction ends. */
  public Optional<Limits> findLocked(Handle handle, UUID organizationId) {
    handle.createQuery(LOCK).bind("organizationId", organizationId).mapTo(Integer.class).findOne();
    return find(handle, organizationId);
  }

  void set(Handle handle, UUID organizationId, Limits limits) {
    handle
        .createUpdate(SET)
        .bind("organizationId", organizationId)
        .bind("apiKeys", limits.apiKeys)
        .bind("webhooks", limits.webhooks)
        .execute();
  }
}
