package dev.integrationshub.events;

import dev.integrationshub.platform.database.ByteaArray;
import dev.integrationshub.platform.erasure.OrganizationLock;
import dev.integrationshub.platform.ids.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Events and, made with them in one statement, their deliveries. Only where a webhook with a filter
 * asks for one of them do further statements follow.
 */
final class EventTables {
  private static final String ORGANIZATIONS = "SELECT id FROM organization WHERE id = ANY (:ids)";

  private static final String INSERT =
      """
      WITH given AS MATERIALIZED (
        SELECT id, organization_id, CAST(type AS text) AS type, payload, place,
               to_timestamp(accepted_millis / 1000.0) AS accepted_at
        FROM unnest(:ids, :organizations, :types, :payloads, :acceptedMillis) WITH ORDINALITY
          AS given (id, organization_id, type, payload, accepted_millis, place)),
      published AS (
        INSERT INTO event (id, organization_id, type, payload, accepted_at, not_for)
        SELECT id, organization_id, type, payload, accepted_at, CAST(:notFor AS uuid)
        FROM given),
      asked AS (
        SELECT p.id AS event_id, p.organization_id, p.type, p.accepted_at, p.place,
               w.id AS webhook_id, w.filter IS NOT NULL AS filtered, w.ordered
        FROM given p
        JOIN webhook w
          ON w.organization_id = p.organization_id
         AND w.enabled
         AND w.events && ARRAY[p.type, '*']
         AND w.id IS DISTINCT FROM CAST(:notFor AS uuid)),
      due AS (
        INSERT INTO delivery
          (id, event_id, webhook_id, organization_id, event_type, due_at, position)
        SELECT uuid_v7(accepted_at), event_id, webhook_id, organization_id, type, now(),
               CASE WHEN ordered THEN nextval('delivery_position') END
        FROM (SELECT * FROM asked WHERE NOT filtered ORDER BY place) AS in_order
        RETURNING event_id)
      SELECT event_id, count(*) AS deliveries, CAST(NULL AS uuid) AS webhook_id
      FROM due GROUP BY event_id
      UNION ALL
      SELECT event_id, 0, webhook_id FROM asked WHERE filtered
      """;

  private EventTables() {}

  static Set<UUID> knownOrganizations(Handle handle, Collection<UUID> organizationIds) {
    return handle
        .createQuery(ORGANIZATIONS)
        .bindArray("ids", UUID.class, organizationIds)
        .mapTo(UUID.class)
        .set();
  }

  /**
   * Holds organizations until the transaction's end, so that the erasure of one leaves nothing of
   * this publication behind.
   *
   * @return those that exist
   */
  static Set<UUID> holdOrganizations(Handle handle, Collection<UUID> organizationIds) {
    return knownOrganizations(handle, OrganizationLock.share(handle, organizationIds));
  }

  /**
   * @return the number of deliveries by event; an event that no webhook asked for is absent
   */
  static Map<UUID, Integer> insert(Handle handle, List<AcceptEvents.Candidate> events) {
    return insert(handle, events, null);
  }

  /**
   * @param notFor the webhook that the events tell of, and that gets none of them
   */
  static Map<UUID, Integer> insert(
      Handle handle, List<AcceptEvents.Candidate> events, @Nullable UUID notFor) {
    if (events.isEmpty()) {
      return Map.of();
    }
    List<Publication> publications = events.stream().map(event -> event.publication()).toList();
    Map<UUID, Integer> deliveries = new HashMap<>();
    List<FilterDeliveries.Asked> filtered = new ArrayList<>();
    handle
        .createQuery(INSERT)
        .bind("notFor", notFor)
        .bindArray("ids", UUID.class, events.stream().map(event -> event.id()).toList())
        .bindArray(
            "organizations",
            UUID.class,
            publications.stream().map(Publication::organizationId).toList())
        .bindArray("types", String.class, publications.stream().map(Publication::type).toList())
        .bind("payloads", ByteaArray.of(publications.stream().map(Publication::data).toList()))
        .bindArray(
            "acceptedMillis",
            Long.class,
            events.stream().map(event -> Ids.createdAt(event.id()).toEpochMilli()).toList())
        .map(ConstructorMapper.of(Outcome.class))
        .forEach(
            outcome -> {
              if (outcome.webhookId == null) {
                deliveries.put(outcome.eventId, outcome.deliveries);
              } else {
                filtered.add(new FilterDeliveries.Asked(outcome.eventId, outcome.webhookId));
              }
            });
    if (!filtered.isEmpty()) {
      FilterDeliveries.insert(handle, events, filtered)
          .forEach(eventId -> deliveries.merge(eventId, 1, Integer::sum));
    }
    return deliveries;
  }

  /**
   * How many deliveries an event got at once, or a webhook that asks for it but has a filter.
   *
   * @param webhookId null for the former
   */
  record Outcome(UUID eventId, int deliveries, @Nullable UUID webhookId) {}
}
