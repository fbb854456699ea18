package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class OrderedDeliveryTest {
  private static final String ORDERED = "\"ordered\": true";

  @Inject Jdbi jdbi;
  @Inject DispatchDeliveries dispatch;
  @Inject ClaimDueDeliveries claimDue;
  @Inject AttemptDelivery attemptDelivery;

  private TestHub hub;
  private HttpsReceiver receiver;

  @BeforeEach
  void newOrganization() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void eventsArriveInTheOrderOfTheirAcceptanceOneByOne() throws Exception {
    hub.webhookTo(receiver, ORDERED);
    hub.publishBatch(0, 20);
    IntStream.range(20, 25).forEach(n -> hub.publish("{\"n\": %d}".formatted(n)));
    hub.publishBatch(25, 45);
    for (int n = 0; n < 45; n++) {
      assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": %d}}".formatted(n));
    }
  }

  @Test
  void theOrderHoldsBehindAFilterToo() throws Exception {
    hub.webhookTo(receiver, ORDERED + ", \"filter\": {\"n\": {\"$gte\": 5}}");
    hub.publishBatch(0, 30);
    for (int n = 5; n < 30; n++) {
      assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": %d}}".formatted(n));
    }
  }

  @Test
  void nothingOvertakesADeliveryThatFailed() throws Exception {
    String webhook = hub.webhookTo(receiver, ORDERED);
    receiver.answerNext(Answer.status(500), Answer.status(500));
    hub.publishBatch(0, 3);
    assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": 0}}");
    String head = blocker(webhook);
    assertThat(hub.webhook(webhook).at("/blockedBy/since").asText()).isNotEmpty();

    hub.makeDue(dispatch, head);
    assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": 0}}");
    hub.awaitDelivery(webhook, head, "pending", 2);
    assertThat(receiver.requests()).isEmpty();

    hub.makeDue(dispatch, head);
    for (int n = 0; n < 3; n++) {
      assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": %d}}".formatted(n));
    }
    await().until(() -> hub.webhook(webhook).at("/blockedBy").isNull());
  }

  @Test
  void aSkippedBlockerLetsTheNextOneGo() throws Exception {
    String webhook = hub.webhookTo(receiver, ORDERED);
    receiver.answerNext(Answer.status(500));
    hub.publishBatch(0, 2);
    receiver.takeRequest();
    String head = blocker(webhook);

    var skipped = hub.client().post(path(webhook, head) + "/skip", "");
    assertThat(skipped.status()).as(skipped.body().toString()).isEqualTo(200);
    assertThat(skipped.text("/status")).isEqualTo("failed");
    assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": 1}}");
    assertThat(hub.delivery(webhook, head).at("/attempts")).hasSize(1);
    assertThat(hub.webhook(webhook).at("/blockedBy").isNull()).isTrue();
    JsonNode audit =
        hub.client().get("/api/organizations/audit-log?target=" + webhook).body().at("/data/0");
    assertThat(audit.at("/action").asText()).isEqualTo("delivery.skipped");
    assertThat(audit.at("/detail/delivery").asText()).isEqualTo(head);
    assertThat(hub.client().post(path(webhook, head) + "/skip", "").status()).isEqualTo(409);
  }

  @Test
  void onlyWhatFailedCanBeSkippedAndOnlyByItsOrganization() throws Exception {
    String webhook = hub.webhookTo(receiver, ORDERED);
    receiver.answerNext(Answer.status(500));
    hub.publishBatch(0, 2);
    receiver.takeRequest();
    String head = blocker(webhook);
    String second =
        hub
            .deliveries(webhook, "?status=pending")
            .body()
            .at("/data")
            .findValuesAsText("id")
            .stream()
            .filter(id -> !id.equals(head))
            .findFirst()
            .orElseThrow();
    var never = hub.client().post(path(webhook, second) + "/skip", "");
    assertThat(never.status()).isEqualTo(409);
    assertThat(never.text("/detail")).contains("not been attempted");
    TestHub other = TestHub.inNewOrganization(jdbi);
    assertThat(other.client().post(path(webhook, head) + "/skip", "").status()).isEqualTo(404);
  }

  @Test
  void whatWaitedBeforeTheChoiceGoesBeforeWhatComesAfterIt() throws Exception {
    String webhook = hub.webhookTo(receiver, "\"enabled\": true");
    receiver.answerNext(Answer.status(500), Answer.status(500));
    hub.publish("{\"n\": 0}");
    hub.awaitNewest(webhook, "pending", 1);
    change(webhook, "{\"ordered\": true}");
    hub.publish("{\"n\": 1}");
    String head = blocker(webhook);
    receiver.takeRequest();
    hub.makeDue(dispatch, head);
    assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": 0}}");
    hub.makeDue(dispatch, blocker(webhook));
    assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": 0}}");
    assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": 1}}");
  }

  @Test
  void aRetryByHandOfAFinishedDeliveryGoesBeforeWhatWaits() throws Exception {
    String webhook = hub.webhookTo(receiver, ORDERED);
    hub.publish("{\"n\": 0}");
    receiver.takeRequest();
    String done = hub.awaitNewest(webhook, "succeeded", 1).at("/id").asText();
    receiver.answerNext(Answer.status(500));
    hub.publishBatch(1, 3);
    receiver.takeRequest();
    blocker(webhook);

    assertThat(hub.retry(webhook, done).status()).isEqualTo(202);
    assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": 0}}");
    hub.awaitDelivery(webhook, done, "succeeded", 2);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void howeverManyNodesClaimOneDeliveryIsUnderWay() throws Exception {
    hub.webhookTo(receiver, ORDERED);
    AtomicBoolean arrived = new AtomicBoolean();
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int node = 0; node < 4; node++) {
        nodes.execute(() -> deliverUntil(arrived));
      }
      try {
        hub.publishBatch(0, 60);
        for (int n = 0; n < 60; n++) {
          assertThat(receiver.takeRequest().bodyText()).endsWith("{\"n\": %d}}".formatted(n));
        }
      } finally {
        arrived.set(true);
      }
    }
    assertThat(receiver.requests()).isEmpty();
  }

  /** As a further node does. */
  private void deliverUntil(AtomicBoolean end) {
    UUID node = UUID.randomUUID();
    while (!end.get()) {
      for (ClaimedDelivery delivery : claimDue.claim(node, 50, 10, Map.of())) {
        try {
          long now = System.nanoTime();
          attemptDelivery.attempt(new Lines.Leased(delivery, now, now));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private String blocker(String webhook) {
    return await()
        .until(
            () -> hub.webhook(webhook).at("/blockedBy/deliveryId").asText(), id -> !id.isEmpty());
  }

  private void change(String webhook, String settings) {
    assertThat(hub.client().patch(TestHub.WEBHOOKS + "/" + webhook, settings).status())
        .isEqualTo(200);
  }

  private static String path(String webhook, String delivery) {
    return TestHub.WEBHOOKS + "/" + webhook + "/deliveries/" + delivery;
  }
}
