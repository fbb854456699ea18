package dev.integrationshub.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The catalogue of scopes, the same for all organizations. */
@ApplicationScoped
class Scopes {
  private static final String LIST = "SELECT name, description FROM scope ORDER BY name";

  /** Any number may hold this one at once; those who only read the catalogue need not wait. */
  private static final String LOCK_FOR_USE = "LOCK TABLE scope IN ROW SHARE MODE";

  private static final String LOCK_FOR_REPLACING = "LOCK TABLE scope IN EXCLUSIVE MODE";

  private static final String DELETE_OTHERS = "DELETE FROM scope WHERE name <> ALL (:names)";

  private static final String UPSERT =
      """
      INSERT INTO scope (name, description)
      SELECT name, description FROM unnest(:names, :descriptions) AS given (name, description)
      ON CONFLICT (name) DO UPDATE SET description = excluded.description
      """;

  private static final String COUNT_LIVE_HOLDERS =
      """
      SELECT scope, count(*) AS keys
      FROM api_key, unnest(scopes) AS scope
      WHERE scope = ANY (:scopes)
        AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)
      GROUP BY scope
      """;

  List<Scope> list(Handle handle) {
    return handle.createQuery(LIST).map(ConstructorMapper.of(Scope.class)).list();
  }

  Set<String> names(Handle handle) {
    return list(handle).stream().map(Scope::name).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The names that a key may hold; none of them goes until the transaction ends, so that the key
   * can be stored.
   */
  Set<String> namesForUse(Handle handle) {
    handle.execute(LOCK_FOR_USE);
    return names(handle);
  }

  /** Waits for all who store keys, and keeps them waiting until the transaction ends. */
  void lockForReplacing(Handle handle) {
    handle.execute(LOCK_FOR_REPLACING);
  }

  /** How many keys of all organizations, neither revoked nor expired, hold each of the scopes. */
  SortedMap<String, Integer> countLiveHolders(
      Handle handle, Collection<String> scopes, Instant now) {
    SortedMap<String, Integer> holders = new TreeMap<>();
    handle
        .createQuery(COUNT_LIVE_HOLDERS)
        .bindArray("scopes", String.class, scopes)
        .bind("now", now)
        .map((row, context) -> Map.entry(row.getString("scope"), row.getInt("keys")))
        .forEach(entry -> holders.put(entry.getKey(), entry.getValue()));
    return holders;
  }

  void replace(Handle handle, List<Scope> scopes) {
    List<String> names = scopes.stream().map(Scope::name).toList();
    handle.createUpdate(DELETE_OTHERS).bindArray("names", String.class, names).execute();
    handle
        .createUpdate(UPSERT)
        .bindArray("names", String.class, names)
        .bindArray("descriptions", String.class, scopes.stream().map(Scope::description).toList())
        .execute();
  }
}
