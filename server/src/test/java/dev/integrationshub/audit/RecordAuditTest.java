package dev.integrationshub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class RecordAuditTest {
  @Inject Jdbi jdbi;
  @Inject RecordAudit audit;

  @Test
  void whatTheHubDoesByItselfHasItsNameAndNoAddress() {
    HubClient hub = HubClient.operatorOfNewOrganization(jdbi);
    jdbi.useTransaction(
        handle ->
            audit.recordOfHub(
                handle, hub.organizationId(), "api_key.leaked", "key_1", Map.of("found", 1)));
    Map<String, Object> entry =
        jdbi.withHandle(
            handle ->
                handle
                    .select(
                        "SELECT * FROM audit_entry WHERE organization_id = ?", hub.organizationId())
                    .mapToMap()
                    .one());
    assertThat(entry)
        .containsEntry("actor_kind", "hub")
        .containsEntry("actor_id", null)
        .containsEntry("actor_name", "Integrations Hub")
        .containsEntry("address", null)
        .containsEntry("action", "api_key.leaked")
        .containsEntry("target", "key_1");
  }
}
