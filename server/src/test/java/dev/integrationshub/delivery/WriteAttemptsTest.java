package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.egress.Exchange;
import dev.integrationshub.egress.FailureKind;
import dev.integrationshub.egress.Outcome;
import dev.integrationshub.egress.Timing;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that are written together leave what they leave one by one. */
@QuarkusTest
@WithTestResource(HubDatabase.class)
class WriteAttemptsTest {
  private static final Instant START = Instant.parse("2026-01-15T09:30:00Z");

  private static final String INSERT =
      """
      INSERT INTO delivery
        (id, event_id, webhook_id, organization_id, due_at, lease_until, lease_token, lease_node,
         attempts, retries)
      VALUES (?, ?, ?, ?, now(), now() + interval '1 hour', ?, ?, 1, 1)
      """;

  @Inject Jdbi jdbi;
  @Inject WriteAttempts writeAttempts;

  private TestHub hub;

  @BeforeEach
  void newOrganization() {
    hub = TestHub.inNewOrganization(jdbi);
  }

  /** What came of one attempt, of whichever webhook. */
  private record Case(Outcome outcome, Decision decision, String trigger, int afterMillis) {

    private static Case random(Random random, int place) {
      var keep = new Decision.OnWebhook.Keep();
      var pause = new Decision.OnWebhook.Pause(Duration.ofSeconds(1_000 + random.nextInt(1_000)));
      var failed = new Outcome.Failed(FailureKind.TIMEOUT, "late");
      var ok = new Outcome.Responded(200, Optional.empty());
      // Attempts end in another order than they began.
      int afterMillis = place * 100 + random.nextInt(1_000);
      String trigger = random.nextInt(4) == 0 ? "manual" : "schedule";
      return switch (random.nextInt(4)) {
        case 0 ->
            new Case(failed, decision(new Decision.Next.Failed(), keep), trigger, afterMillis);
        case 1 ->
            new Case(
                failed,
                decision(new Decision.Next.Retry(Duration.ofMinutes(5), 2), pause),
                trigger,
                afterMillis);
        default ->
            new Case(ok, decision(new Decision.Next.Succeeded(), keep), trigger, afterMillis);
      };
    }

    private static Decision decision(Decision.Next next, Decision.OnWebhook webhook) {
      return new Decision(next, webhook);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aBatchLeavesWhatItsResultsLeaveOneByOne(long seed) {
    var random = new Random(seed);
    List<UUID> batched = List.of(webhook(), webhook());
    List<UUID> alone = List.of(webhook(), webhook());
    for (int round = 0; round < 3; round++) {
      List<AttemptResult> together = new ArrayList<>();
      for (int place = 0; place < 12; place++) {
        Case one = Case.random(random, place + 12 * round);
        int which = random.nextInt(2);
        boolean isStale = random.nextInt(6) == 0;
        together.add(result(one, batched.get(which), isStale));
        assertThat(writeAttempts.write(List.of(result(one, alone.get(which), isStale))))
            .containsExactly(!isStale);
      }
      assertThat(writeAttempts.write(together)).hasSize(12);
    }
    for (int which = 0; which < 2; which++) {
      assertThat(state(batched.get(which))).isEqualTo(state(alone.get(which)));
    }
  }

  private UUID webhook() {
    String id = hub.createWebhook("https://example.com/hooks", "").text("/id");
    return IdKind.WEBHOOK.parse(id).orElseThrow();
  }

  private AttemptResult result(Case one, UUID webhookId, boolean isStale) {
    UUID id = UUID.randomUUID();
    UUID token = UUID.randomUUID();
    UUID organizationId = hub.client().organizationId();
    jdbi.useHandle(
        handle ->
            handle.execute(INSERT, id, UUID.randomUUID(), webhookId, organizationId, token, token));
    var exchange =
        new Exchange(
            one.outcome,
            Optional.empty(),
            START.plusMillis(one.afterMillis),
            Duration.ofMillis(one.afterMillis),
            Timing.NONE);
    return new AttemptResult(
        SampleDelivery.leased(
            id, webhookId, organizationId, isStale ? UUID.randomUUID() : token, 1, one.trigger, 0),
        List.of(),
        exchange,
        one.decision);
  }

  /** All that attempts write, without ids and the moments at which they were written. */
  private List<Map<String, Object>> state(UUID webhookId) {
    return jdbi.withHandle(
        handle ->
            Map.of(
                    "health",
                    """
                    SELECT failures_in_row, failing_since, last_triggered_at, last_failed_at,
                           paused_until > now() + interval '900 s' AS paused
                    FROM webhook_health WHERE webhook_id = ?
                    """,
                    "minutes",
                    """
                    SELECT sum(succeeded) AS succeeded, sum(failed) AS failed,
                           sum(attempts) AS attempts, sum(duration_millis) AS millis
                    FROM webhook_minute WHERE webhook_id = ?
                    """,
                    "deliveries",
                    """
                    SELECT attempts, retries, trigger, status_code, lease_token IS NULL AS free,
                           due_at > now() + interval '250 s' AS later, count(*)
                    FROM delivery WHERE webhook_id = ? GROUP BY 1, 2, 3, 4, 5, 6
                    ORDER BY 1, 2, 3, 4, 5, 6
                    """,
                    "attempts",
                    """
                    SELECT number, trigger, started_at, duration_millis, succeeded, final,
                           status_code, error, error_detail, request_url
                    FROM attempt WHERE webhook_id = ? ORDER BY started_at, final, trigger
                    """)
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(
                    query -> handle.select(query.getValue(), webhookId).mapToMap().list().stream())
                .toList());
  }
}
