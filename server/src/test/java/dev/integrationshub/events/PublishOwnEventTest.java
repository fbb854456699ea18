package dev.integrationshub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class PublishOwnEventTest {
  private static final String TYPE = "api_key.revoked";

  @Inject Jdbi jdbi;
  @Inject PublishOwnEvent publishOwn;

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
  void theEventArrivesLikeAnyOther() throws Exception {
    hub.webhookTo(receiver, "");
    jdbi.useTransaction(
        handle -> publishOwn.publish(handle, organization(), TYPE, Map.of("name", "CI")));
    assertThat(receiver.takeRequest().bodyText())
        .contains("\"type\":\"api_key.revoked\"")
        .endsWith("\"data\":{\"name\":\"CI\"}}");
  }

  @Test
  void itGoesOnlyWhereItsTypeIsAskedFor() {
    hub.createWebhook(receiver.url("/"), "");
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE webhook SET events = '{user.created}' WHERE organization_id = ?",
                organization()));
    TestHub.inNewOrganization(jdbi).webhookTo(receiver, "");
    jdbi.useTransaction(handle -> publishOwn.publish(handle, organization(), TYPE, Map.of()));
    assertThat(events()).isEqualTo(1);
    assertThat(hub.count("SELECT count(*) FROM delivery WHERE organization_id = ?", organization()))
        .isZero();
  }

  @Test
  void aChangeRolledBackPublishesNothing() {
    assertThatThrownBy(
            () ->
                jdbi.useTransaction(
                    handle -> {
                      publishOwn.publish(handle, organization(), TYPE, Map.of());
                      throw new IllegalStateException("the change failed");
                    }))
        .hasMessage("the change failed");
    assertThat(events()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_key.created",
        "api_key.expiring",
        "api_key.revoked",
        "api_key.leaked",
        "webhook.failing",
        "webhook.disabled",
        "webhook.recovered"
      })
  void nobodyElsePublishesTheHubsOwnTypes(String type) {
    Answer refused = hub.client().post("/api/events", hub.body(type, "{}"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/detail")).contains(type, "hub alone");
    assertThat(events()).isZero();
  }

  private UUID organization() {
    return hub.client().organizationId();
  }

  private long events() {
    return hub.count("SELECT count(*) FROM event WHERE organization_id = ?", organization());
  }
}
