package dev.integrationshub.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.events.AcceptEvents.Candidate;
import dev.integrationshub.filters.Condition;
import dev.integrationshub.filters.JudgeData;
import dev.integrationshub.filters.ReadCondition;
import dev.integrationshub.platform.ids.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries to webhooks with a filter: each filter is judged here on the event's data, in the
 * transaction that inserted the event.
 */
final class FilterDeliveries {
  /** A webhook that is gone by now gets nothing, one whose filter is gone gets everything. */
  private static final String FILTERS =
      "SELECT id, filter::text FROM webhook WHERE id = ANY (:ids)";

  private static final String INSERT =
      """
      INSERT INTO delivery
        (id, event_id, webhook_id, organization_id, event_type, due_at, position)
      SELECT uuid_v7(to_timestamp(accepted_millis / 1000.0)), event_id, webhook_id,
             organization_id, event_type, now(),
             CASE WHEN ordered THEN nextval('delivery_position') END
      FROM (
        SELECT given.*, w.ordered
        FROM unnest(:events, :webhooks, :organizations, :types, :acceptedMillis) WITH ORDINALITY
          AS given (event_id, webhook_id, organization_id, event_type, accepted_millis, place)
        LEFT JOIN webhook w ON w.id = given.webhook_id
        ORDER BY given.place) AS in_order
      """;

  private static final Condition EVERYTHING = new Condition.All(List.of());

  private FilterDeliveries() {}

  /** An event that a webhook with a filter asks for by its type. */
  record Asked(UUID eventId, UUID webhookId) {}

  /**
   * @param events just inserted; those asked for are among them
   * @return those that became deliveries
   */
  static List<Asked> insert(Handle handle, List<Candidate> events, List<Asked> asked) {
    Map<UUID, Condition> filters =
        filters(handle, asked.stream().map(Asked::webhookId).collect(Collectors.toSet()));
    Map<UUID, Candidate> byId = new HashMap<>();
    events.forEach(event -> byId.put(event.id(), event));
    Map<UUID, List<Asked>> byEvent = asked.stream().collect(Collectors.groupingBy(Asked::eventId));
    List<Asked> passed = new ArrayList<>();
    for (Candidate event : events) {
      List<Asked> asking = byEvent.getOrDefault(event.id(), List.of());
      if (!asking.isEmpty()) {
        JsonNode data = JudgeData.read(event.publication().data());
        asking.stream()
            .filter(ask -> passes(filters.get(ask.webhookId), data))
            .forEach(passed::add);
      }
    }
    if (!passed.isEmpty()) {
      insert(handle, byId, passed);
    }
    return passed;
  }

  private static boolean passes(@Nullable Condition filter, JsonNode data) {
    return filter != null && JudgeData.holds(filter, data);
  }

  private static Map<UUID, Condition> filters(Handle handle, Collection<UUID> webhookIds) {
    Map<UUID, Condition> filters = new HashMap<>();
    handle
        .createQuery(FILTERS)
        .bindArray("ids", UUID.class, webhookIds)
        .map(
            (row, context) ->
                Map.entry(row.getObject("id", UUID.class), condition(row.getString("filter"))))
        .forEach(entry -> filters.put(entry.getKey(), entry.getValue()));
    return filters;
  }

  private static Condition condition(@Nullable String filter) {
    return filter == null ? EVERYTHING : ReadCondition.stored(filter);
  }

  private static void insert(Handle handle, Map<UUID, Candidate> events, List<Asked> passed) {
    handle
        .createUpdate(INSERT)
        .bindArray("events", UUID.class, passed.stream().map(Asked::eventId).toList())
        .bindArray("webhooks", UUID.class, passed.stream().map(Asked::webhookId).toList())
        .bindArray(
            "organizations",
            UUID.class,
            passed.stream()
                .map(ask -> event(events, ask.eventId).publication().organizationId())
                .toList())
        .bindArray(
            "types",
            String.class,
            passed.stream().map(ask -> event(events, ask.eventId).publication().type()).toList())
        .bindArray(
            "acceptedMillis",
            Long.class,
            passed.stream().map(ask -> Ids.createdAt(ask.eventId).toEpochMilli()).toList())
        .execute();
  }

  private static Candidate event(Map<UUID, Candidate> events, UUID id) {
    Candidate event = events.get(id);
    if (event == null) {
      throw new IllegalStateException("asked for an event that was not inserted");
    }
    return event;
  }
}
