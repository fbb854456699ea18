package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.platform.database.MigratedDatabase;
import dev.integrationshub.platform.ids.Ids;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a database of its own, where nobody else claims. */
class ClaimDueDeliveriesTest {
  private static final UUID NODE = UUID.randomUUID();
  private static final UUID ORGANIZATION = UUID.randomUUID();
  private static final UUID EVENT = UUID.randomUUID();
  private static final int PER_WEBHOOK = 10;

  private static final String SURROUNDINGS =
      """
      TRUNCATE organization, delivery, event CASCADE;
      INSERT INTO organization (id, name, created_at) VALUES ('%1$s', 'Engines', now());
      INSERT INTO event (id, organization_id, type, payload, accepted_at)
      VALUES ('%2$s', '%1$s', 'recording.completed', '{}', now());
      """
          .formatted(ORGANIZATION, EVENT);

  private static final String WEBHOOKS =
      """
      WITH made AS (
        INSERT INTO webhook
          (id, organization_id, name, url, events, header_names, headers, signature_scheme, secret,
           retry_enabled, max_retries, timeout_seconds, enabled, created_at, updated_at)
        SELECT gen_random_uuid(), ?, 'Engine', 'https://example.com', '{*}', '{}', '', 'v1', '',
               true, 5, 15, true, now(), now()
        FROM generate_series(1, ?)
        RETURNING id),
      well AS (INSERT INTO webhook_health (webhook_id) SELECT id FROM made)
      SELECT id FROM made
      """;

  private static final String DELIVERIES =
      """
      INSERT INTO delivery (id, event_id, webhook_id, organization_id, due_at)
      SELECT gen_random_uuid(), ?, w, ?, now() + make_interval(secs => ?) - n * interval '1 ms'
      FROM unnest(?) AS w, generate_series(1, ?) AS n
      """;

  private static final String READ =
      """
      SELECT idx_scan + seq_tup_read + idx_tup_fetch
      FROM pg_stat_xact_user_tables WHERE relname = 'delivery'
      """;

  private static MigratedDatabase database;
  private static Jdbi jdbi;

  @BeforeAll
  static void start() throws IOException {
    database = MigratedDatabase.start();
    jdbi = database.jdbi();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @BeforeEach
  void anOrganization() {
    jdbi.useHandle(handle -> handle.createScript(SURROUNDINGS).execute());
  }

  @Test
  void aClaimLooksAtNothingThatWaitsForLaterOrHasNoPlace() throws Exception {
    deliveries(webhooks(5_000), 4, 3_600);
    UUID dead = webhooks(1).getFirst();
    deliveries(List.of(dead), 20_000, -3_600);
    UUID healthy = webhooks(1).getFirst();
    jdbi.useHandle(handle -> handle.execute("ANALYZE"));
    Map<UUID, Integer> noPlace = Map.of(dead, 0);
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      Jdbi measured = Jdbi.create(connection).installPlugin(new PostgresPlugin());
      ClaimDueDeliveries claims = claims(measured);
      claims.claim(NODE, 64, PER_WEBHOOK, noPlace);
      deliveries(measured, List.of(healthy), 2, 0);
      long before = read(measured);
      assertThat(claims.claim(NODE, 64, PER_WEBHOOK, noPlace))
          .extracting(ClaimedDelivery::webhookId)
          .containsExactly(healthy, healthy);
      // A step of the sweep, if it is time for one, and little besides.
      assertThat(read(measured) - before).isLessThan(4 * FindDueWebhooks.STEP);
    }
  }

  @Test
  void whatHasBeenDueForLongIsFoundHoweverManyWebhooksWait() {
    List<UUID> webhooks = webhooks(2 * FindDueWebhooks.STEP + 7);
    deliveries(webhooks, 1, -3_600);
    ClaimDueDeliveries claims = claims(jdbi);
    Set<UUID> claimed = new HashSet<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              claims
                  .claim(NODE, 64, PER_WEBHOOK, Map.of())
                  .forEach(delivery -> claimed.add(delivery.webhookId()));
              return claimed.size() == webhooks.size();
            });
    assertThat(claimed).containsExactlyInAnyOrderElementsOf(webhooks);
  }

  @Test
  void whatComesDueAtOnceIsClaimedWhollyThoughOneLookSeesOnlyPartOfIt() {
    List<UUID> webhooks = webhooks(300);
    ClaimDueDeliveries claims = claims(jdbi);
    claims.claim(NODE, 64, PER_WEBHOOK, Map.of());
    deliveries(webhooks, 5, 0);
    Map<UUID, Integer> counts = new HashMap<>();
    for (int round = 0; round < 300 * 5 / 100; round++) {
      claims
          .claim(NODE, 100, PER_WEBHOOK, Map.of())
          .forEach(delivery -> counts.merge(delivery.webhookId(), 1, Integer::sum));
    }
    assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(webhooks);
    assertThat(counts.values()).containsOnly(5);
    assertThat(claims.claim(NODE, 100, PER_WEBHOOK, Map.of())).isEmpty();
  }

  @Test
  void whereAllHaveMoreThanThereArePlacesTheyTakeTurns() {
    List<UUID> webhooks = webhooks(20);
    deliveries(webhooks, 40, 0);
    ClaimDueDeliveries claims = claims(jdbi);
    Map<UUID, Integer> turns = new HashMap<>();
    for (int round = 0; round < 20; round++) {
      claims.claim(NODE, 40, PER_WEBHOOK, Map.of()).stream()
          .map(ClaimedDelivery::webhookId)
          .collect(Collectors.toSet())
          .forEach(id -> turns.merge(id, 1, Integer::sum));
    }
    assertThat(turns.keySet()).containsExactlyInAnyOrderElementsOf(webhooks);
    assertThat(turns.values()).containsOnly(4);
  }

  @Test
  void ofEachWebhookNoMoreAreClaimedThanItHasPlaces() {
    List<UUID> webhooks = webhooks(3);
    deliveries(webhooks, 50, 0);
    Map<UUID, Integer> places = Map.of(webhooks.get(0), 0, webhooks.get(1), 30);
    Map<UUID, Long> counts =
        claims(jdbi).claim(NODE, 100, PER_WEBHOOK, places).stream()
            .collect(Collectors.groupingBy(ClaimedDelivery::webhookId, Collectors.counting()));
    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(Map.of(webhooks.get(1), 30L, webhooks.get(2), 10L));
  }

  @Test
  void theWaitEndsWhenTheNextDeliveryComesDueOrAPauseEnds() {
    List<UUID> webhooks = webhooks(2);
    deliveries(webhooks.subList(0, 1), 1, 40);
    ClaimDueDeliveries claims = claims(jdbi);
    assertThat(claims.claim(NODE, 64, PER_WEBHOOK, Map.of())).isEmpty();
    assertThat(claims.untilNext(Duration.ofMinutes(5)))
        .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
    assertThat(claims.untilNext(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));

    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE webhook_health SET paused_until = now() + interval '15 s'"
                    + " WHERE webhook_id = ?",
                webhooks.get(1)));
    deliveries(webhooks.subList(1, 2), 1, 0);
    assertThat(claims.claim(NODE, 64, PER_WEBHOOK, Map.of())).isEmpty();
    assertThat(claims.untilNext(Duration.ofMinutes(5)))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
  }

  @Test
  void whatIsGivenBackIsTakenUpAtOnceHoweverLongItHasBeenDue() {
    List<UUID> webhooks = webhooks(1);
    deliveries(webhooks, 1, 0);
    ClaimDueDeliveries claims = claims(jdbi);
    List<ClaimedDelivery> claimed = claims.claim(NODE, 64, PER_WEBHOOK, Map.of());
    jdbi.useHandle(
        handle -> handle.execute("UPDATE delivery SET due_at = now() - interval '1 minute'"));
    new GiveBackLeases(jdbi, claims).giveBack(claimed);
    assertThat(claims.untilNext(Duration.ofSeconds(1))).isZero();
    assertThat(claims.claim(NODE, 64, PER_WEBHOOK, Map.of())).hasSize(1);
  }

  private static ClaimDueDeliveries claims(Jdbi database) {
    return new ClaimDueDeliveries(
        database,
        new FindDueWebhooks(database),
        new TakeLeases(database, new Ids(InstantSource.system())));
  }

  private static long read(Jdbi database) {
    return database.withHandle(handle -> handle.select(READ).mapTo(Long.class).one());
  }

  private static List<UUID> webhooks(int count) {
    return jdbi.withHandle(
        handle -> handle.select(WEBHOOKS, ORGANIZATION, count).mapTo(UUID.class).list());
  }

  /**
   * @param inSeconds when the last of each webhook comes due
   */
  private static void deliveries(List<UUID> webhooks, int each, int inSeconds) {
    deliveries(jdbi, webhooks, each, inSeconds);
  }

  private static void deliveries(Jdbi database, List<UUID> webhooks, int each, int inSeconds) {
    database.useHandle(
        handle ->
            handle.execute(
                DELIVERIES, EVENT, ORGANIZATION, inSeconds, webhooks.toArray(UUID[]::new), each));
  }
}
