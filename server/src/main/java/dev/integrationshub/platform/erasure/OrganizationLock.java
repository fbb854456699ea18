package dev.integrationshub.platform.erasure;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Keeps what is being published and the erasure of its organization apart, until the end of the
 * transaction: publishers share the lock, the erasure has it alone. Whether the organization is
 * left must be asked by a later statement, which sees what was committed before the lock was
 * granted.
 */
public final class OrganizationLock {
  private static final String SHARE =
      """
      SELECT id FROM unnest(:ids) AS given (id)
      WHERE pg_try_advisory_xact_lock_shared(organization_lock(id))
      """;

  private static final String TAKE = "SELECT pg_advisory_xact_lock(organization_lock(:id))";

  private OrganizationLock() {}

  /**
   * Never waits.
   *
   * @return the organizations that are not being erased
   */
  public static Set<UUID> share(Handle handle, Collection<UUID> organizationIds) {
    return handle
        .createQuery(SHARE)
        .bindArray("ids", UUID.class, organizationIds)
        .mapTo(UUID.class)
        .set();
  }

  /**
   * Waits for the publications under way; from then on the organization is unknown to publishers.
   */
  public static void take(Handle handle, UUID organizationId) {
    handle.createQuery(TAKE).bind("id", organizationId).mapTo(String.class).one();
  }
}
