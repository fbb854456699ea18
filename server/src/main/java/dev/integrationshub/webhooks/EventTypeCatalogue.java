package dev.integrationshub.webhooks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Changes the product's part of the catalogue of event types. */
final class EventTypeCatalogue {
  private static final String LOCK_FOR_REPLACING = "LOCK TABLE event_type IN EXCLUSIVE MODE";

  private static final String NAMES =
      "SELECT name FROM event_type WHERE published_by_hub = :publishedByHub";

  private static final String COUNT_ASKING =
      """
      SELECT asked.name, count(*) AS webhooks
      FROM webhook, unnest(events) AS asked (name)
      WHERE enabled AND asked.name = ANY (:names)
      GROUP BY asked.name
      """;

  private static final String DELETE_OTHERS =
      "DELETE FROM event_type WHERE NOT published_by_hub AND name <> ALL (:names)";

  private static final String UPSERT =
      """
      INSERT INTO event_type AS kept (name, description, schema, example, place)
      SELECT name, description, CAST(schema AS json), CAST(example AS json), place
      FROM unnest(:names, :descriptions, :schemas, :examples)
        WITH ORDINALITY AS given (name, description, schema, example, place)
      ON CONFLICT (name) DO UPDATE
      SET description = excluded.description, schema = excluded.schema,
          example = excluded.example, place = excluded.place
      WHERE NOT kept.published_by_hub
      """;

  private EventTypeCatalogue() {}

  /** Waits for all who store webhooks, and keeps them waiting until the transaction ends. */
  static void lockForReplacing(Handle handle) {
    handle.execute(LOCK_FOR_REPLACING);
  }

  static Set<String> names(Handle handle, EventTypes.Publisher publisher) {
    return handle
        .createQuery(NAMES)
        .bind("publishedByHub", publisher == EventTypes.Publisher.HUB)
        .mapTo(String.class)
        .set();
  }

  /** How many enabled webhooks of all organizations ask by name for each of the types. */
  static SortedMap<String, Integer> countAsking(Handle handle, Collection<String> names) {
    SortedMap<String, Integer> asking = new TreeMap<>();
    handle
        .createQuery(COUNT_ASKING)
        .bindArray("names", String.class, names)
        .map((row, context) -> Map.entry(row.getString("name"), row.getInt("webhooks")))
        .forEach(entry -> asking.put(entry.getKey(), entry.getValue()));
    return asking;
  }

  static void replace(Handle handle, List<NewEventType> types) {
    List<String> names = types.stream().map(NewEventType::name).toList();
    handle.createUpdate(DELETE_OTHERS).bindArray("names", String.class, names).execute();
    handle
        .createUpdate(UPSERT)
        .bindArray("names", String.class, names)
        .bindArray(
            "descriptions", String.class, types.stream().map(NewEventType::description).toList())
        .bindArray("schemas", String.class, types.stream().map(NewEventType::schema).toArray())
        .bindArray("examples", String.class, types.stream().map(NewEventType::example).toList())
        .execute();
  }
}
