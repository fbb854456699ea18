package dev.integrationshub.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A product that publishes one event after another, whatever it is answered, and remembers which of
 * them were acknowledged.
 */
final class SteadyProduct implements AutoCloseable {
  private static final int PUBLISHERS = 4;

  /** A delivery whose claim was cut off is taken up again when its lease of 45 s ends. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private final HubClient hub;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /** Answers of another kind, and what came in place of one. */
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

  private final ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean ended;

  private SteadyProduct(HubClient hub) {
    this.hub = hub;
  }

  static SteadyProduct start(HubClient operator) {
    SteadyProduct product = new SteadyProduct(operator);
    for (int i = 0; i < PUBLISHERS; i++) {
      product.publishers.execute(product::publishOn);
    }
    return product;
  }

  /** Publishes one event. */
  static Answer publish(HubClient hub) {
    return hub.post(
        "/api/events",
        """
        {"organizationId": "%s", "type": "recording.completed", "data": {"recordingId": "rec_1"}}
        """
            .formatted(hub.headers().get("X-Organization-Id")));
  }

  /** Whether an answer is a 503 that says when to come again. */
  static boolean isComeAgain(Answer answer) {
    return answer.status() == 503 && !answer.header("Retry-After").isEmpty();
  }

  /** The ids of all events that were answered by 202. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Waits until some more are. */
  void awaitMoreAcknowledged() {
    int before = acknowledged.size();
    await().atMost(PATIENCE).until(() -> acknowledged.size() >= before + 50);
  }

  /** Every answer was 202 or a 503 with Retry-After, and what was acknowledged arrives. */
  void assertPromiseKept(HttpsReceiver receiver) {
    assertThat(unexpected).isEmpty();
    assertArrive(receiver, acknowledged);
  }

  static void assertArrive(HttpsReceiver receiver, Set<String> events) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        receiver.requests().stream()
                            .flatMap(request -> request.header("webhook-id").stream())
                            .collect(Collectors.toSet()))
                    .containsAll(events));
  }

  /** Returns when the last answer is there. */
  @Override
  public void close() {
    ended = true;
    publishers.close();
  }

  private void publishOn() {
    while (!ended) {
      try {
        note(publish(hub));
      } catch (RuntimeException noAnswer) {
        unexpected.add(noAnswer.toString());
      }
    }
  }

  private void note(Answer answer) {
    if (answer.status() == 202) {
      acknowledged.add(answer.text("/id"));
    } else if (!isComeAgain(answer)) {
      unexpected.add(answer.status() + " " + answer.body());
    }
  }
}
