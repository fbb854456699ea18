package dev.integrationshub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.DatabaseOutage;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A node that stands still in the midst of a transaction keeps what it locked for seconds only. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class FrozenNodeTest {
  private static final int PATIENCE_SECONDS = 20;

  @Inject Jdbi jdbi;

  @Test
  void whatItWasAcceptingIsAcceptedByAnother() throws Exception {
    TestHub hub = TestHub.inNewOrganization(jdbi);
    try (Handle frozen = jdbi.open()) {
      frozen.begin();
      takeKey(frozen, hub.client().organizationId(), "order-1");
      CompletableFuture<Answer> elsewhere =
          CompletableFuture.supplyAsync(
              () -> hub.publish(hub.body("recording.completed", "{}"), "order-1"));
      Answer answer = elsewhere.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);

      Throwable thawed = catchThrowable(frozen::commit);
      assertThat(DatabaseOutage.is(thawed)).as("503, not 500: " + thawed).isTrue();
    }
  }

  private static void takeKey(Handle handle, UUID organizationId, String key) {
    handle.execute(
        """
        INSERT INTO idempotency (organization_id, key, event_id, body_hash, expires_at)
        VALUES (?, ?, ?, '', now() + interval '24 hours')
        """,
        organizationId,
        key,
        UUID.randomUUID());
  }
}
