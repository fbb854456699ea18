package dev.integrationshub.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.Answer;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class EraseOrganizationTest {
  private static final List<String> TABLES =
      List.of(
          "api_key",
          "webhook",
          "event",
          "delivery",
          "attempt",
          "idempotency",
          "audit_entry",
          "member");

  private static final String LIMITED =
      "\"scopes\": [\"recordings:read\"], \"rateLimitPerHour\": 100";

  @Inject Jdbi jdbi;

  private HttpsReceiver receiver;

  @BeforeEach
  void start() {
    receiver = HttpsReceiver.start();
    receiver.answerAlways(Answer.status(500));
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void nothingOfAnErasedOrganizationIsLeftAndOthersKeepAll() {
    TestHub erased = used();
    TestHub other = used();
    UUID lonely = insertMember(erased, UUID.randomUUID());
    UUID shared = insertMember(erased, UUID.randomUUID());
    addMember(other, shared);
    String path = path(erased);

    assertThat(erased.client().delete(path).status()).isEqualTo(204);
    for (String table : TABLES) {
      assertThat(rows(table, erased)).as(table).isZero();
      assertThat(rows(table, other)).as(table).isPositive();
    }
    assertThat(erased.count("SELECT count(*) FROM app_user WHERE id = ?", lonely)).isZero();
    assertThat(erased.count("SELECT count(*) FROM app_user WHERE id = ?", shared)).isOne();
    assertThat(erased.client().delete(path).status()).isEqualTo(404);
    assertThat(erased.client().post("/api/events", erased.body("user.created", "{}")).status())
        .isEqualTo(404);
  }

  @Test
  void theUseOfAnErasedKeyDoesNotHoldUpTheUsageOfOthers() {
    TestHub erased = TestHub.inNewOrganization(jdbi);
    TestHub other = TestHub.inNewOrganization(jdbi);
    String gone = erased.client().createKey("CI", LIMITED).text("/key");
    var kept = other.client().createKey("CI", LIMITED);
    erased.client().verify(gone, "");
    other.client().verify(kept.text("/key"), "");
    assertThat(erased.client().delete(path(erased)).status()).isEqualTo(204);
    String stats = "/api/organizations/api-keys/" + kept.text("/id") + "/stats";
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> other.client().get(stats).body().at("/totalCalls").asInt() == 1);
    assertThat(other.client().code(gone, "")).isEqualTo("NOT_FOUND");
  }

  @Test
  void whatIsBeingPublishedMeanwhileLeavesNothingBehind() throws Exception {
    TestHub hub = TestHub.inNewOrganization(jdbi);
    UUID organization = hub.client().organizationId();
    String event = hub.body("user.created", "{}");
    try (var callers = Executors.newVirtualThreadPerTaskExecutor();
        Handle holdsUp = jdbi.open()) {
      holdsUp.begin();
      holdsUp.execute(
          "INSERT INTO idempotency VALUES (?, 'slow', gen_random_uuid(), '', 0, now())",
          organization);
      Future<Integer> published = callers.submit(() -> hub.publish(event, "slow").status());
      await().until(() -> waiting("transactionid"));
      Future<Integer> erased = callers.submit(() -> hub.client().delete(path(hub)).status());
      await().until(() -> erased.isDone() || waiting("advisory"));
      holdsUp.rollback();
      assertThat(published.get()).isEqualTo(202);
      assertThat(erased.get()).isEqualTo(204);
    }
    assertThat(rows("event", hub)).isZero();
  }

  private boolean waiting(String lock) {
    return jdbi.withHandle(
        handle ->
            handle
                .select("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = ?", lock)
                .mapTo(Boolean.class)
                .one());
  }

  @Test
  void onlyTheOperatorErases() {
    TestHub hub = TestHub.inNewOrganization(jdbi);
    String key = hub.client().createKey("CI", "\"scopes\": [\"organization:write\"]").text("/key");
    assertThat(hub.client().with(key).delete(path(hub)).status()).isIn(401, 403);
    assertThat(hub.client().delete("/api/admin/organizations/org_nonsense").status())
        .isEqualTo(404);
  }

  /** With something in every table. */
  private TestHub used() {
    TestHub hub = TestHub.inNewOrganization(jdbi);
    hub.client().createKey("CI", LIMITED);
    String webhook = hub.webhookTo(receiver, "");
    assertThat(hub.publish(hub.body("user.created", "{}"), "once").status()).isEqualTo(202);
    hub.awaitNewest(webhook, "pending", 1);
    insertMember(hub, UUID.randomUUID());
    return hub;
  }

  private UUID insertMember(TestHub hub, UUID user) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO app_user VALUES (?, ?, 'Ada', 'none', now())",
                user,
                user + "@example.com"));
    addMember(hub, user);
    return user;
  }

  private void addMember(TestHub hub, UUID user) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO member VALUES (?, ?, 'MEMBER')", hub.client().organizationId(), user));
  }

  private long rows(String table, TestHub hub) {
    return hub.count(
        "SELECT count(*) FROM " + table + " WHERE organization_id = ?",
        hub.client().organizationId());
  }

  private static String path(TestHub hub) {
    return "/api/admin/organizations/" + IdKind.ORGANIZATION.format(hub.client().organizationId());
  }
}
