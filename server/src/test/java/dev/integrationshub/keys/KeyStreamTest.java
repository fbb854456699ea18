package dev.integrationshub.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.integrationshub.platform.crypto.RandomText;
import dev.integrationshub.platform.database.MigratedDatabase;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.processes.Relay;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Exchanger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several nodes in this process, on a real PostgreSQL. */
class KeyStreamTest {
  private static final int TIMES = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String INSERT =
      """
      INSERT INTO api_key (id, organization_id, name, prefix, hash, pepper, scopes, ip_allowlist,
        created_at, created_by_kind, created_by_id, created_by_name)
      VALUES (gen_random_uuid(), ?, 'CI', ?, ?, 1, '{}', '{}', now(), 'operator',
        gen_random_uuid(), 'test')
      """;

  private static MigratedDatabase database;
  private static Connection connection;
  private static Jdbi jdbi;
  private static UUID organization;

  @BeforeAll
  static void start() throws IOException, SQLException {
    database = MigratedDatabase.start();
    connection = database.connections(database.port()).open();
    jdbi = Jdbi.create(connection).installPlugin(new PostgresPlugin());
    organization = UUID.randomUUID();
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO organization (id, name, created_at) VALUES (?, 'Keys', now())",
                organization));
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    database.close();
  }

  @Test
  void aSilentlyRevokedKeyIsRefusedByEveryNodeAtTheFirstCall() throws Exception {
    List<KeyText> texts = newKeys(TIMES);
    try (KeyNode first = node();
        KeyNode second = node();
        KeyNode third = node()) {
      List<KeyNode> nodes = List.of(first, second, third);
      for (KeyNode node : nodes) {
        assertThat(node.findAll(texts).values()).hasSize(TIMES).noneMatch(ProvenKey::revoked);
        await().atMost(PATIENCE).until(node.stream()::isTrusted);
        assertThat(texts).allMatch(text -> node.remembered(text).isPresent());
      }
      texts.forEach(KeyStreamTest::revoke);
      assertThat(acknowledged(texts.getLast())).isEqualTo(new KeyChanges.Standing(3, 3));
      for (KeyNode node : nodes) {
        assertThat(texts).noneMatch(text -> node.remembered(text).isPresent());
        assertThat(node.findAll(texts).values()).hasSize(TIMES).allMatch(ProvenKey::revoked);
      }
    }
  }

  @Test
  void aSlowLookUpNeverBringsBackWhatAChangeHasOvertaken() throws Exception {
    List<KeyText> texts = newKeys(TIMES);
    var read = new Exchanger<Boolean>();
    try (KeyNode node =
        KeyNode.start(
            database.connections(database.port()),
            found -> {
              // Only the first look-up of each key is held up.
              if (found.stream().noneMatch(one -> one.key().revoked())) {
                exchange(read);
                exchange(read);
              }
              return found;
            })) {
      await().atMost(PATIENCE).until(node.stream()::isTrusted);
      for (KeyText text : texts) {
        CompletableFuture<Optional<ProvenKey>> call =
            CompletableFuture.supplyAsync(() -> node.find(text));
        exchange(read);
        long sequence = revoke(text);
        await()
            .pollInterval(Duration.ofMillis(1))
            .atMost(PATIENCE)
            .until(() -> node.stream().applied() >= sequence);
        exchange(read);
        assertThat(call.get().orElseThrow().revoked()).isTrue();
        assertThat(node.remembered(text).orElseThrow().revoked()).isTrue();
      }
    }
  }

  @Test
  void aNodeThatIsCutOffVouchesForNothingAfterTwoSeconds() throws Exception {
    KeyText revoked = newKeys(1).getFirst();
    try (Relay relay = Relay.to(database.port());
        KeyNode node = KeyNode.start(database.connections(relay.port()))) {
      await().atMost(PATIENCE).until(node.stream()::isTrusted);
      assertThat(node.find(revoked)).isPresent();
      relay.cut();
      revoke(revoked);
      long revokedNanos = System.nanoTime();
      long vouchedNanos = revokedNanos;
      while (!node.stream().isLost()) {
        long now = System.nanoTime();
        vouchedNanos = node.remembered(revoked).isPresent() ? now : vouchedNanos;
      }
      assertThat(Duration.ofNanos(vouchedNanos - revokedNanos)).isLessThan(KeyStream.TRUSTED);
      assertThatThrownBy(() -> node.find(revoked))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("can't decide");
      relay.mend();
      await().atMost(PATIENCE).until(node.stream()::isTrusted);
      assertThat(node.remembered(revoked)).isEmpty();
    }
  }

  @Test
  void aNodeThatMissedChangesForgetsEverything() throws Exception {
    KeyText text = newKeys(1).getFirst();
    try (KeyNode node = node()) {
      await().atMost(PATIENCE).until(node.stream()::isTrusted);
      assertThat(node.find(text)).isPresent();
      long before = node.stream().applied();
      jdbi.useTransaction(
          handle -> {
            handle.execute("UPDATE api_key SET name = 'changed' WHERE prefix = ?", text.prefix());
            handle.execute("SET CONSTRAINTS key_changed IMMEDIATE");
            handle.execute("DELETE FROM key_change");
          });
      await().atMost(PATIENCE).until(() -> node.stream().applied() > before);
      assertThat(node.remembered(text)).isEmpty();
      assertThat(node.find(text).orElseThrow().name()).isEqualTo("changed");
      assertThat(node.stream().since(before).complete()).isFalse();
      assertThat(node.stream().since(before + 1).complete()).isTrue();
    }
  }

  @Test
  void changesAreToldInTheOrderOfTheirCommits() throws Exception {
    List<KeyText> texts = newKeys(3);
    try (KeyNode node = node()) {
      await().atMost(PATIENCE).until(node.stream()::isTrusted);
      long before = node.stream().applied();
      texts.forEach(KeyStreamTest::revoke);
      await().atMost(PATIENCE).until(() -> node.stream().applied() == before + 3);
      KeyStream.Since since = node.stream().since(before);
      assertThat(since.complete()).isTrue();
      assertThat(since.changes())
          .extracting(KeyChange::prefix)
          .containsExactlyElementsOf(texts.stream().map(KeyText::prefix).toList());
      assertThat(since.changes())
          .extracting(KeyChange::sequence)
          .containsExactly(before + 1, before + 2, before + 3);
    }
  }

  @Test
  void aNodeThatEndsIsNotWaitedFor() throws Exception {
    KeyText text = newKeys(1).getFirst();
    try (KeyNode stays = node()) {
      try (KeyNode ends = node()) {
        await().atMost(PATIENCE).until(ends.stream()::isTrusted);
      }
      await().atMost(PATIENCE).until(stays.stream()::isTrusted);
      revoke(text);
      assertThat(acknowledged(text)).isEqualTo(new KeyChanges.Standing(1, 1));
    }
  }

  private static KeyNode node() throws SQLException {
    return KeyNode.start(database.connections(database.port()));
  }

  private static List<KeyText> newKeys(int count) {
    List<KeyText> texts =
        IntStream.range(0, count).mapToObj(_ -> KeyFormat.generate(RandomText::base62)).toList();
    jdbi.useHandle(
        handle -> {
          var batch = handle.prepareBatch(INSERT);
          texts.forEach(
              text -> batch.add(organization, text.prefix(), KeyNode.HASHER.hash(text.value())));
          batch.execute();
        });
    return new ArrayList<>(texts);
  }

  /**
   * @return the sequence of the change
   */
  private static long revoke(KeyText text) {
    return jdbi.withHandle(
        handle -> {
          handle.execute("UPDATE api_key SET revoked_at = now() WHERE prefix = ?", text.prefix());
          return handle
              .select("SELECT max(sequence) FROM key_change WHERE prefix = ?", text.prefix())
              .mapTo(Long.class)
              .one();
        });
  }

  private static KeyChanges.Standing acknowledged(KeyText text) {
    UUID id =
        jdbi.withHandle(
            handle ->
                handle
                    .select("SELECT id FROM api_key WHERE prefix = ?", text.prefix())
                    .mapTo(UUID.class)
                    .one());
    return new AwaitNodes(jdbi, new KeyChanges()).await(id);
  }

  private static void exchange(Exchanger<Boolean> with) {
    try {
      with.exchange(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
