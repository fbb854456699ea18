package dev.integrationshub.usage;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What one flush writes, all or nothing.
 *
 * @param holder whose batch it is: one life of one node
 * @param sequence 1 and up, the same at every try
 * @param byPrefix attempts with wrong secrets
 * @param returned what is given back of leases, by key
 * @param takenAt by the database's clock
 */
record UsageBatch(
    UUID holder,
    long sequence,
    Map<UUID, KeyUsage> byKey,
    Map<String, WrongSecrets> byPrefix,
    Map<UUID, Long> returned,
    Instant takenAt) {

  boolean isEmpty() {
    return byKey.isEmpty() && byPrefix.isEmpty() && returned.isEmpty();
  }
}
