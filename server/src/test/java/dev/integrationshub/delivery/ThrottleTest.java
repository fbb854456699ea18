package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ThrottleTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Inject Jdbi jdbi;

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

  @ParameterizedTest
  @CsvSource({"1, 3", "10, 30", "100, 250"})
  void noSecondSeesMoreAttemptsThanTheThrottle(int perSecond, int events) {
    String webhook = hub.webhookTo(receiver, "\"throttlePerSecond\": " + perSecond);
    hub.publishBatch(0, events);
    await().atMost(Duration.ofSeconds(30)).until(() -> begun(webhook).size() == events);
    List<Instant> begun = begun(webhook);
    for (int i = perSecond; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - perSecond), begun.get(i)))
          .as("attempt " + i)
          .isGreaterThanOrEqualTo(SECOND);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "1.5", "\"10\"", "true", "-1", "1e300"})
  void whatIsNoThrottleIsRefusedByItsRange(String throttle) {
    var refused = hub.createWebhook(receiver.url("/hooks"), "\"throttlePerSecond\": " + throttle);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/throttlePerSecond");
    assertThat(refused.text("/detail")).contains("1 to 1000");
  }

  @Test
  void aChangeSetsItAndNullTakesItAway() {
    String webhook = hub.webhookTo(receiver, "");
    assertThat(hub.webhook(webhook).at("/throttlePerSecond").isNull()).isTrue();
    change(webhook, "{\"throttlePerSecond\": 7}");
    assertThat(hub.webhook(webhook).at("/throttlePerSecond").asInt()).isEqualTo(7);
    change(webhook, "{\"name\": \"Other\"}");
    assertThat(hub.webhook(webhook).at("/throttlePerSecond").asInt()).isEqualTo(7);
    change(webhook, "{\"throttlePerSecond\": null}");
    assertThat(hub.webhook(webhook).at("/throttlePerSecond").isNull()).isTrue();
  }

  private void change(String webhook, String settings) {
    assertThat(hub.client().patch(TestHub.WEBHOOKS + "/" + webhook, settings).status())
        .isEqualTo(200);
  }

  private List<Instant> begun(String webhook) {
    return jdbi.withHandle(
        handle ->
            handle
                .select(
                    "SELECT started_at FROM attempt WHERE webhook_id = ? ORDER BY started_at",
                    IdKind.WEBHOOK.parse(webhook).orElseThrow())
                .mapTo(Instant.class)
                .list());
  }
}
