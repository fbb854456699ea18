package dev.integrationshub.delivery;

import dev.integrationshub.platform.erasure.OrganizationData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Deletes an organization's deliveries with their attempts. */
@ApplicationScoped
class EraseDeliveries implements OrganizationData {
  /** Deliveries first: an attempt is written only while its delivery is there. */
  private static final List<String> DELETE =
      List.of(
          "DELETE FROM delivery WHERE organization_id = :id",
          "DELETE FROM attempt WHERE organization_id = :id",
          """
          DELETE FROM bulk_retry_delivery
          WHERE retry_id IN (SELECT id FROM bulk_retry WHERE organization_id = :id)
          """,
          """
          DELETE FROM webhook_minute
          WHERE webhook_id IN (SELECT id FROM webhook WHERE organization_id = :id)
          """);

  @Override
  public void erase(Handle handle, UUID organizationId) {
    for (String statement : DELETE) {
      handle.createUpdate(statement).bind("id", organizationId).execute();
    }
  }
}
