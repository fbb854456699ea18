package dev.integrationshub.usage;

import dev.integrationshub.platform.network.AddressText;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Notes when and from where keys were last used, in the table {@code api_key_use}. */
final class NoteUses {
  private static final String UPDATE =
      """
      UPDATE api_key_use u
      SET last_used_at = greatest(u.last_used_at, to_timestamp(given.used_millis / 1000.0)),
          last_used_ip = coalesce(CAST(given.address AS inet), u.last_used_ip),
          last_failed_at = greatest(u.last_failed_at, to_timestamp(given.failed_millis / 1000.0))
      FROM unnest(:ids, :usedMillis, :addresses, :failedMillis)
        AS given (key_id, used_millis, address, failed_millis)
      WHERE u.key_id = given.key_id
      """;

  /** In this order, because an update by a join locks its rows in any. */
  private static final String LOCK =
      "SELECT key_id FROM api_key_use WHERE key_id = ANY (:ids) ORDER BY key_id FOR UPDATE";

  private NoteUses() {}

  static void write(
      Handle handle, Map<UUID, KeyUsage> usage, Map<UUID, WrongSecrets> wrongSecrets) {
    SortedSet<UUID> ids = new TreeSet<>(usage.keySet());
    ids.addAll(wrongSecrets.keySet());
    if (ids.isEmpty()) {
      return;
    }
    handle.createQuery(LOCK).bindArray("ids", UUID.class, ids).mapTo(UUID.class).list();
    handle
        .createUpdate(UPDATE)
        .bindArray("ids", UUID.class, ids)
        .bindArray("usedMillis", Long.class, of(ids, usage, use -> millis(use.lastUsedAt())))
        .bindArray("addresses", String.class, of(ids, usage, NoteUses::address))
        .bindArray("failedMillis", Long.class, of(ids, wrongSecrets, wrong -> millis(wrong.last())))
        .execute();
  }

  /** The value for each id; null for an id that is not in the map. */
  private static <T, R> List<@Nullable R> of(
      SortedSet<UUID> ids, Map<UUID, T> values, Function<T, @Nullable R> part) {
    List<@Nullable R> parts = new ArrayList<>();
    for (UUID id : ids) {
      T value = values.get(id);
      parts.add(value == null ? null : part.apply(value));
    }
    return parts;
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private static @Nullable String address(KeyUsage use) {
    InetAddress address = use.lastUsedAddress();
    return address == null ? null : AddressText.of(address);
  }
}
