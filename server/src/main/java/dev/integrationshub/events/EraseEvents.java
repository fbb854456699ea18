package dev.integrationshub.events;

import dev.integrationshub.platform.erasure.OrganizationData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Deletes what was published in an organization. */
@ApplicationScoped
class EraseEvents implements OrganizationData {
  private static final List<String> DELETE =
      List.of(
          "DELETE FROM event WHERE organization_id = :id",
          "DELETE FROM idempotency WHERE organization_id = :id");

  @Override
  public void erase(Handle handle, UUID organizationId) {
    for (String statement : DELETE) {
      handle.createUpdate(statement).bind("id", organizationId).execute();
    }
  }
}
