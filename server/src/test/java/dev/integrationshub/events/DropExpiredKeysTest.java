package dev.integrationshub.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class DropExpiredKeysTest {
  private static final String LEFT = "SELECT count(*) FROM idempotency WHERE organization_id = ?";

  @Inject Jdbi jdbi;
  @Inject DropExpiredKeys dropExpired;

  @Test
  void expiredKeysGoAFewAtATimeAndTheOthersStay() {
    TestHub hub = TestHub.inNewOrganization(jdbi);
    UUID organization = hub.client().organizationId();
    String body = hub.body("user.created", "{}");
    String first = hub.publish(body, "kept").text("/id");
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO idempotency (organization_id, key, event_id, body_hash, expires_at)
                SELECT ?, 'old-' || n, gen_random_uuid(), '', now() - interval '1 hour'
                FROM generate_series(1, ?) AS n
                """,
                organization,
                DropExpiredKeys.BATCH + 1));

    assertThat(dropExpired.dropBatch()).isEqualTo(DropExpiredKeys.BATCH);
    assertThat(hub.count(LEFT, organization)).isEqualTo(2);
    assertThat(dropExpired.dropBatch()).isEqualTo(1);
    assertThat(dropExpired.dropBatch()).isZero();
    assertThat(hub.publish(body, "kept").text("/id")).isEqualTo(first);
  }

  @Test
  void aKeyThatHasOnlyJustExpiredIsLeftToThoseWhoAskForItNow() {
    TestHub hub = TestHub.inNewOrganization(jdbi);
    UUID organization = hub.client().organizationId();
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO idempotency (organization_id, key, event_id, body_hash, expires_at)
                VALUES (?, 'just', gen_random_uuid(), '', now())
                """,
                organization));
    dropExpired.dropBatch();
    assertThat(hub.count(LEFT, organization)).isEqualTo(1);
  }
}
