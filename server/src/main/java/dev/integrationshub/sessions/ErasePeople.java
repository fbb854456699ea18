package dev.integrationshub.sessions;

import dev.integrationshub.platform.erasure.OrganizationData;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Deletes the accounts of people who are members of this organization and of no other. */
@ApplicationScoped
class ErasePeople implements OrganizationData {
  private static final String DELETE =
      """
      DELETE FROM app_user u
      USING member m
      WHERE m.user_id = u.id AND m.organization_id = :id
        AND NOT EXISTS (SELECT 1 FROM member other
                        WHERE other.user_id = u.id AND other.organization_id != :id)
      """;

  @Override
  public void erase(Handle handle, UUID organizationId) {
    handle.createUpdate(DELETE).bind("id", organizationId).execute();
  }
}
