package dev.integrationshub.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class SchemaAtPublishTest {
  private static final String EVENTS = "/api/events";
  private static final String TYPE = "user.deleted";
  private static final String SCHEMA =
      """
      {"required": ["userId"], "properties": {"userId": {"type": "string", "pattern": "^usr_"},
       "roles": {"items": {"enum": ["admin", "member"]}}}}
      """;

  @Inject Jdbi jdbi;

  private TestHub hub;

  @BeforeEach
  void typeWithSchema() {
    hub = TestHub.inNewOrganization(jdbi);
    setSchema(SCHEMA);
  }

  @AfterEach
  void withoutSchema() {
    setSchema(null);
  }

  @Test
  void dataThatKeepsItsSchemaIsPublishedAndOtherTypesTakeAny() {
    assertThat(publish("{\"userId\": \"usr_1\", \"roles\": [\"admin\"]}").status()).isEqualTo(202);
    assertThat(hub.client().post(EVENTS, hub.body("user.created", "{}")).status()).isEqualTo(202);
  }

  @Test
  void dataThatBreaksItIsRefusedWithEachPlaceAndStoresNothing() {
    Answer refused = publish("{\"userId\": \"ada\", \"roles\": [\"admin\", \"owner\"]}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.body().at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/data/userId", "/data/roles/1");
    assertThat(publish("{}").text("/errors/0/pointer")).isEqualTo("/data");
    assertThat(publish("{}").text("/detail")).contains("userId");
    assertThat(events()).isZero();
  }

  @Test
  void ofOnePayloadTenBreachesAreTold() {
    Answer refused = publish("{\"roles\": [" + "1, ".repeat(99) + "1]}");
    assertThat(refused.body().at("/errors")).hasSize(10);
  }

  @Test
  void aBatchNamesTheEventsAndStoresNone() {
    String good = hub.body(TYPE, "{\"userId\": \"usr_1\"}");
    String bad = hub.body(TYPE, "{\"userId\": \"usr_1\", \"roles\": [\"owner\"]}");
    Answer refused =
        hub.client()
            .post(EVENTS + "/batch", "{\"events\": [%s, %s, %s]}".formatted(good, bad, good));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/errors").findValuesAsText("pointer"))
        .containsExactly("/events/1/data/roles/0");
    assertThat(events()).isZero();
  }

  @Test
  void aChangedSchemaIsInForceAtOnce() {
    assertThat(publish("{}").status()).isEqualTo(422);
    setSchema("{\"maxProperties\": 0}");
    assertThat(publish("{}").status()).isEqualTo(202);
    assertThat(publish("{\"userId\": \"usr_1\"}").status()).isEqualTo(422);
  }

  @Test
  void dataThatNestsDeeperThanTheCheckGoesIsRefused() {
    String data = "{\"userId\": \"usr_1\", \"a\": " + "[".repeat(64) + "]".repeat(64) + "}";
    assertThat(publish(data).text("/detail")).contains("/data", "64 levels");
  }

  private Answer publish(String data) {
    return hub.client().post(EVENTS, hub.body(TYPE, data));
  }

  private void setSchema(@Nullable String schema) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE event_type SET schema = CAST(:schema AS json) WHERE name = :name")
                .bind("schema", schema)
                .bind("name", TYPE)
                .execute());
  }

  private long events() {
    return hub.count(
        "SELECT count(*) FROM event WHERE organization_id = ?", hub.client().organizationId());
  }
}
