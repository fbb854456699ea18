package dev.integrationshub.platform.erasure;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What a feature keeps of an organization and the database does not delete by itself along with
 * {@code organization}. Each feature that has such data offers one of these; the erasure asks all.
 */
public interface OrganizationData {
  /** Deletes all of it, in the erasure's transaction, while nobody publishes any more. */
  void erase(Handle handle, UUID organizationId);
}
