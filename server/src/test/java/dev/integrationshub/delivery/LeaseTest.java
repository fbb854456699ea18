package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.Exchange;
import dev.integrationshub.egress.FailureKind;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.Outcome;
import dev.integrationshub.egress.Timing;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that die, hang or come too late. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class LeaseTest {
  private static final UUID DEAD_NODE = UUID.randomUUID();

  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;
  @Inject ClaimDueDeliveries claimDue;
  @Inject WriteAttempts writeAttempts;

  private TestHub hub;
  private HttpsReceiver receiver;
  private String webhook;

  @BeforeEach
  void newOrganization() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    webhook = hub.webhookTo(receiver, "");
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void aResultThatComesAfterItsLeaseWasTakenOverChangesNothing() {
    String id = leasedByADeadNode();
    ClaimedDelivery stale = claimedWith(id, UUID.randomUUID());
    Instant now = Instant.parse("2026-01-15T09:30:00Z");
    var exchange =
        new Exchange(
            new Outcome.Failed(FailureKind.TIMEOUT, "late"),
            Optional.empty(),
            now,
            Duration.ZERO,
            Timing.NONE);
    var gone = new Decision(new Decision.Next.Failed(), new Decision.OnWebhook.Disable());
    assertThat(writeAttempts.write(List.of(new AttemptResult(stale, List.of(), exchange, gone))))
        .containsExactly(false);

    JsonNode delivery = hub.delivery(webhook, id);
    assertThat(delivery.at("/status").asText()).isEqualTo("pending");
    assertThat(delivery.at("/attempts")).hasSize(1);
    assertThat(hub.webhook(webhook).at("/enabled").asBoolean()).isTrue();
    assertThat(
            hub.count(
                "SELECT failures_in_row FROM webhook_health WHERE webhook_id = ?",
                IdKind.WEBHOOK.parse(webhook).orElseThrow()))
        .isEqualTo(1);
  }

  @Test
  void whatADeadNodeLeftBehindIsTakenUpWhenItsLeaseEnds() {
    String id = leasedByADeadNode();
    assertThat(hub.retry(webhook, id).status()).isEqualTo(409);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET lease_until = now() WHERE id = ?",
                IdKind.DELIVERY.parse(id).orElseThrow()));
    // Nobody signals: within a second the dispatcher looks by itself.
    hub.awaitNewest(webhook, "succeeded", 2);
  }

  @Test
  void theNextLifeOfANodeNeedNotWaitForTheLeasesOfItsLast() {
    leasedByADeadNode();
    assertThat(claimDue.release(UUID.randomUUID())).isZero();
    assertThat(claimDue.release(DEAD_NODE)).isEqualTo(1);
    dispatch.signal();
    hub.awaitNewest(webhook, "succeeded", 2);
  }

  @Test
  void aDeliveryUnderWayIsNotClaimedAgain() throws Exception {
    var gate = new CountDownLatch(1);
    receiver.answerNext(Answer.after(gate, Answer.status(200)));
    hub.publish("{}");
    receiver.takeRequest();
    UUID webhookId = IdKind.WEBHOOK.parse(webhook).orElseThrow();
    assertThat(claimDue.claim(UUID.randomUUID(), 100, 10, Map.of()))
        .noneMatch(claimed -> claimed.webhookId().equals(webhookId));
    gate.countDown();
    hub.awaitNewest(webhook, "succeeded", 1);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void aDeliveryWhoseWebhookIsGoneIsSwept() {
    hub.client().delete(TestHub.WEBHOOKS + "/" + webhook);
    UUID orphan = UUID.randomUUID();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO delivery (id, event_id, webhook_id, organization_id, due_at)"
                    + " VALUES (?, ?, ?, ?, now())",
                orphan,
                orphan,
                IdKind.WEBHOOK.parse(webhook).orElseThrow(),
                hub.client().organizationId()));
    assertThat(claimDue.dropOrphans()).isEqualTo(1);
  }

  /** A delivery with one failed attempt whose second one a node has claimed and died on. */
  private String leasedByADeadNode() {
    receiver.answerNext(Answer.status(500));
    hub.publish("{}");
    String id = hub.awaitNewest(webhook, "pending", 1).at("/id").asText();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE delivery SET due_at = now(), lease_until = now() + interval '45 s',"
                    + " lease_token = ?, lease_node = ? WHERE id = ?",
                UUID.randomUUID(),
                DEAD_NODE,
                IdKind.DELIVERY.parse(id).orElseThrow()));
    return id;
  }

  private ClaimedDelivery claimedWith(String id, UUID token) {
    return SampleDelivery.leased(
        IdKind.DELIVERY.parse(id).orElseThrow(),
        IdKind.WEBHOOK.parse(webhook).orElseThrow(),
        hub.client().organizationId(),
        token,
        1,
        "schedule",
        0);
  }
}
