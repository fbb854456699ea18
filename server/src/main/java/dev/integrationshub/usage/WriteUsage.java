package dev.integrationshub.usage;

import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes a batch of usage in one transaction: minutes, hours and days, last uses, and what of the
 * leases of rate limits is spent or given back. All rows are written in the order of their keys, so
 * that nodes never wait for one another in a circle. Each statement leaves out what belongs to a
 * key that is gone by now.
 */
@Singleton
class WriteUsage {
  private static final String ONCE =
      """
      INSERT INTO usage_flush (holder, sequence, at) VALUES (:holder, :sequence, :at)
      ON CONFLICT (holder) DO UPDATE SET sequence = excluded.sequence, at = excluded.at
      WHERE usage_flush.sequence < excluded.sequence
      """;

  private static final String KEYS_OF_PREFIXES =
      "SELECT prefix, id FROM api_key WHERE prefix = ANY (:prefixes)";

  private static final String END = "DELETE FROM usage_flush WHERE holder = :holder";

  private final Jdbi jdbi;

  WriteUsage(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Writes the batch unless it is written already. */
  void write(UsageBatch batch) {
    jdbi.useTransaction(handle -> write(handle, batch));
  }

  /** As {@link #write(UsageBatch)}, in the transaction at hand. */
  void write(Handle handle, UsageBatch batch) {
    int first =
        handle
            .createUpdate(ONCE)
            .bind("holder", batch.holder())
            .bind("sequence", batch.sequence())
            .bind("at", batch.takenAt())
            .execute();
    if (first == 1) {
      writeAll(handle, batch);
    }
  }

  /** Forgets a holder that writes nothing more. */
  void end(UUID holder) {
    jdbi.useTransaction(
        handle -> {
          SpendLeases.dropEmpty(handle, holder);
          handle.createUpdate(END).bind("holder", holder).execute();
        });
  }

  private static void writeAll(Handle handle, UsageBatch batch) {
    Map<UUID, WrongSecrets> wrongSecrets = ofKnownKeys(handle, batch.byPrefix());
    Map<UUID, KeyUsage> usage = batch.byKey();
    UpsertUsage.write(handle, countsByMinute(usage, wrongSecrets));
    NoteUses.write(handle, usage, wrongSecrets);
    SpendLeases.write(handle, batch.holder(), usage, batch.returned());
  }

  private static Map<UUID, WrongSecrets> ofKnownKeys(
      Handle handle, Map<String, WrongSecrets> byPrefix) {
    Map<UUID, WrongSecrets> byKey = new HashMap<>();
    if (!byPrefix.isEmpty()) {
      handle
          .createQuery(KEYS_OF_PREFIXES)
          .bindArray("prefixes", String.class, byPrefix.keySet())
          .map((row, _) -> Map.entry(row.getString("prefix"), row.getObject("id", UUID.class)))
          .forEach(
              key -> byKey.put(key.getValue(), Objects.requireNonNull(byPrefix.get(key.getKey()))));
    }
    return byKey;
  }

  private static Map<KeySpan, UsageCounts> countsByMinute(
      Map<UUID, KeyUsage> usage, Map<UUID, WrongSecrets> wrongSecrets) {
    Map<KeySpan, UsageCounts> counts = new HashMap<>();
    usage.forEach(
        (keyId, keyUsage) ->
            keyUsage
                .byMinute()
                .forEach((minute, added) -> add(counts, new KeySpan(keyId, minute), added)));
    wrongSecrets.forEach(
        (keyId, wrong) -> {
          UsageCounts added = new UsageCounts();
          added.addWrongSecrets(wrong.attempts());
          add(counts, new KeySpan(keyId, wrong.last().truncatedTo(ChronoUnit.MINUTES)), added);
        });
    return counts;
  }

  private static void add(Map<KeySpan, UsageCounts> counts, KeySpan span, UsageCounts added) {
    counts.computeIfAbsent(span, _ -> new UsageCounts()).add(added);
  }
}
