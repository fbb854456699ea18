package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver that comes back while much waits for it. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class RecoveryTest {
  private static final int BACKLOG = 60;

  @Inject Jdbi jdbi;

  private TestHub hub;
  private TestHub other;
  private HttpsReceiver receiver;
  private HttpsReceiver healthy;
  private String otherWebhook;

  @BeforeEach
  void twoOrganizations() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    hub.webhookTo(receiver, "");
    other = TestHub.inNewOrganization(jdbi);
    healthy = HttpsReceiver.start();
    otherWebhook = other.webhookTo(healthy, "");
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
    healthy.close();
  }

  @Test
  void aReceiverThatComesBackGetsItsBacklogByAFewRequestsAtATime() throws Exception {
    int places = DispatchDeliveries.PLACES_PER_WEBHOOK;
    receiver.answerNext(Collections.nCopies(places, Answer.status(503)).toArray(Answer[]::new));
    CountDownLatch gate = holdAnswers();
    hub.publishBatch(0, BACKLOG);
    for (int failed = 0; failed < places; failed++) {
      receiver.takeRequest();
    }
    // Each answer brings one further place: so many are under way while nobody is answered.
    for (int underWay : new int[] {1, 1, 2, 4, 8, places, places}) {
      for (int request = 0; request < underWay; request++) {
        receiver.takeRequest();
      }
      whileAnotherDeliveryIsMade();
      assertThat(receiver.requests()).as("beyond " + underWay).isEmpty();
      CountDownLatch next = holdAnswers();
      gate.countDown();
      gate = next;
    }
    gate.countDown();
  }

  /** What comes from now on is answered when the gate opens. */
  private CountDownLatch holdAnswers() {
    var gate = new CountDownLatch(1);
    receiver.answerAlways(Answer.after(gate, Answer.status(200)));
    return gate;
  }

  /** The dispatcher had its chance to begin more. */
  private void whileAnotherDeliveryIsMade() throws InterruptedException {
    other.publish("{}");
    healthy.takeRequest();
    other.awaitNewest(otherWebhook, "succeeded", 1);
  }
}
