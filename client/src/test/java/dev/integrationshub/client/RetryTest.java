package dev.integrationshub.client;

import static dev.integrationshub.client.ScriptedHub.PUBLISHED;
import static dev.integrationshub.client.ScriptedHub.json;
import static dev.integrationshub.client.ScriptedHub.later;
import static dev.integrationshub.client.ScriptedHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.integrationshub.client.ScriptedHub.Answer;
import dev.integrationshub.client.ScriptedHub.Request;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Over real connections, which break, hang and are refused. */
class RetryTest {
  private static final Event EVENT = Event.ofJson("org_1", "user.created", "{\"n\": 1.0}");
  private static final List<EndedCall> CALLS =
      List.of(EndedCall.now("key_1", 200, Duration.ofMillis(1)));
  private static final Answer BROKEN = new Answer.Broken();
  private static final Answer HANGING = new Answer.Hanging();

  @Test
  void aRepeatedRequestIsTheSameToTheByteAndCarriesTheSameKey() {
    try (var hub =
        new ScriptedHub(BROKEN, status(503), status(429), status(502), json(202, PUBLISHED))) {
      assertThat(hub.client().publish(EVENT).id()).isEqualTo("evt_1");
      assertThat(hub.requests()).hasSize(5);
      assertThat(hub.requests().stream().map(Request::body).distinct()).hasSize(1);
      assertThat(
              hub.requests().stream().map(request -> request.header("Idempotency-key")).distinct())
          .singleElement()
          .asString()
          .hasSize(36);
    }
  }

  @Test
  void twoEventsHaveTwoKeys() {
    try (var hub = new ScriptedHub(json(202, PUBLISHED), json(202, PUBLISHED))) {
      HubClient client = hub.client();
      client.publish(EVENT);
      client.publish(EVENT);
      assertThat(
              hub.requests().stream().map(request -> request.header("Idempotency-key")).distinct())
          .hasSize(2);
    }
  }

  @Test
  void retryAfterIsWaitedFor() {
    try (var hub = new ScriptedHub(later(503, "1"), json(202, PUBLISHED))) {
      hub.client().publish(EVENT);
      long waited = hub.requests().get(1).nanos() - hub.requests().get(0).nanos();
      assertThat(Duration.ofNanos(waited)).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotBegun() {
    try (var hub = new ScriptedHub(later(429, "3600"))) {
      assertThatThrownBy(() -> hub.client().publish(EVENT))
          .isInstanceOfSatisfying(
              HubProblemException.class, e -> assertThat(e.status()).isEqualTo(429));
      assertThat(hub.requests()).hasSize(1);
    }
  }

  @Test
  void anAnswerThatDoesNotEndIsGivenUpAndAskedForAgain() {
    try (var hub = new ScriptedHub(HANGING, json(202, PUBLISHED))) {
      HubClient client = hub.builder().requestTimeout(Duration.ofMillis(200)).build();
      assertThat(client.publish(EVENT).id()).isEqualTo("evt_1");
    }
  }

  @Test
  void theDeadlineEndsAnAttemptUnderWay() {
    try (var hub = new ScriptedHub(HANGING)) {
      HubClient client = hub.client().withDeadline(Duration.ofMillis(200));
      assertThatThrownBy(() -> client.verify("k", Ask.nothing()))
          .isInstanceOf(HubUnreachableException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(hub.requests()).hasSize(1);
    }
  }

  @Test
  void attemptsAreBounded() {
    try (var hub = new ScriptedHub(BROKEN, BROKEN, status(503), status(503))) {
      HubClient client = hub.builder().maxAttempts(3).build();
      HubProblemException e =
          catchThrowableOfType(HubProblemException.class, () -> client.publish(EVENT));
      assertThat(e.status()).isEqualTo(503);
      assertThat(hub.requests()).hasSize(3);
    }
  }

  @Test
  void callsAreNotReportedAgainWhereTheHubMayHaveTakenThem() {
    try (var hub = new ScriptedHub(status(503), BROKEN, json(202, "{\"accepted\":1}"))) {
      HubClient client = hub.client();
      assertThatThrownBy(() -> client.reportCalls(CALLS))
          .isInstanceOf(HubUnreachableException.class);
      assertThat(hub.requests()).hasSize(2);
    }
  }

  @Test
  void aHubThatIsNotThereIsToldAfterAllAttempts() {
    URI gone;
    try (var hub = new ScriptedHub()) {
      gone = hub.uri();
    }
    HubClient client = HubClient.builder(gone, ScriptedHub.ROOT_KEY).maxAttempts(3).build();
    assertThatThrownBy(() -> client.reportCalls(CALLS))
        .isInstanceOf(HubUnreachableException.class)
        .hasMessage("no connection to the hub, 3 times");
  }

  @Test
  void anInterruptEndsTheWaitAndStaysKnown() {
    try (var hub = new ScriptedHub(status(503))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> hub.client().publish(EVENT))
          .isInstanceOf(HubUnreachableException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
