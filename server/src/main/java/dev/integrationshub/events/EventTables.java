package dev.integrationshub.events;

import dev.integrationshub.delivery.BirthLease;
import dev.integrationshub.delivery.BornDelivery;
import dev.integrationshub.platform.database.ByteaArray;
import dev.integrationshub.platform.erasure.OrganizationLock;
import dev.integrationshub.platform.ids.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Events and, made with them in one statement, their deliveries. Only where a webhook with a filter
 * asks for one of them do further statements follow. As many deliveries as this node can send at
 * once are leased to it.
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
               w.id AS webhook_id, w.filter IS NOT NULL AS filtered, w.ordered,
               w.filter IS NULL AND NOT w.ordered AND w.throttle_per_second IS NULL
                 AND (h.paused_until IS NULL OR h.paused_until <= now())
                 AND row_number() OVER (PARTITION BY w.id ORDER BY p.place)
                       <= coalesce(room.places, :placesPerWebhook) AS has_room
        FROM given p
        JOIN webhook w
          ON w.organization_id = p.organization_id
         AND w.enabled
         AND w.events && ARRAY[p.type, '*']
         AND w.id IS DISTINCT FROM CAST(:notFor AS uuid)
        JOIN webhook_health h ON h.webhook_id = w.id
        LEFT JOIN unnest(:roomWebhooks, :roomPlaces) AS room (webhook_id, places)
          ON room.webhook_id = w.id),
      in_order AS (
        SELECT asked.*,
               has_room AND count(*) FILTER (WHERE has_room)
                 OVER (ORDER BY place, webhook_id ROWS UNBOUNDED PRECEDING) <= :places AS leased
        FROM asked
        WHERE NOT filtered
        ORDER BY place),
      due AS (
        INSERT INTO delivery
          (id, event_id, webhook_id, organization_id, event_type, due_at, position,
           lease_until, lease_token, lease_node)
        SELECT uuid_v7(accepted_at), event_id, webhook_id, organization_id, type, now(),
               CASE WHEN ordered THEN nextval('delivery_position') END,
               CASE WHEN leased THEN clock_timestamp() + make_interval(secs => :leaseSeconds) END,
               CASE WHEN leased THEN CAST(:token AS uuid) END,
               CASE WHEN leased THEN CAST(:node AS uuid) END
        FROM in_order
        RETURNING id, event_id, webhook_id, lease_token IS NOT NULL AS leased)
      SELECT event_id, webhook_id, id AS delivery_id, leased FROM due
      UNION ALL
      SELECT event_id, webhook_id, NULL, false FROM asked WHERE filtered
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
   * What was inserted.
   *
   * @param deliveries their number by event; an event that no webhook asked for is absent
   * @param leased those that are to begin after the commit
   * @param waiting the webhooks of the others
   */
  record Inserted(Map<UUID, Integer> deliveries, List<BornDelivery> leased, Set<UUID> waiting) {
    private static final Inserted NOTHING = new Inserted(Map.of(), List.of(), Set.of());

    int deliveriesOf(UUID eventId) {
      return deliveries.getOrDefault(eventId, 0);
    }

    private void count(UUID eventId) {
      deliveries.merge(eventId, 1, Integer::sum);
    }
  }

  /**
   * @param lease for as many of the deliveries as it has room for
   */
  static Inserted insert(Handle handle, List<AcceptEvents.Candidate> events, BirthLease lease) {
    return insert(handle, events, lease, null);
  }

  /**
   * @param notFor the webhook that the events tell of, and that gets none of them
   */
  static Inserted insertAbout(
      Handle handle, List<AcceptEvents.Candidate> events, @Nullable UUID notFor) {
    return insert(handle, events, BirthLease.none(), notFor);
  }

  private static Inserted insert(
      Handle handle, List<AcceptEvents.Candidate> events, BirthLease lease, @Nullable UUID notFor) {
    if (events.isEmpty()) {
      return Inserted.NOTHING;
    }
    Map<UUID, AcceptEvents.Candidate> byId = new HashMap<>();
    events.forEach(event -> byId.put(event.id(), event));
    var inserted = new Inserted(new HashMap<>(), new ArrayList<>(), new HashSet<>());
    List<FilterDeliveries.Asked> filtered = new ArrayList<>();
    Query query = handle.createQuery(INSERT).bind("notFor", notFor);
    bind(query, events);
    bind(query, lease);
    query
        .map(ConstructorMapper.of(Row.class))
        .forEach(
            row -> {
              if (row.deliveryId == null) {
                filtered.add(new FilterDeliveries.Asked(row.eventId, row.webhookId));
              } else {
                inserted.count(row.eventId);
                if (row.leased) {
                  inserted.leased.add(born(row, row.deliveryId, byId));
                } else {
                  inserted.waiting.add(row.webhookId);
                }
              }
            });
    if (!filtered.isEmpty()) {
      for (FilterDeliveries.Asked passed : FilterDeliveries.insert(handle, events, filtered)) {
        inserted.count(passed.eventId());
        inserted.waiting.add(passed.webhookId());
      }
    }
    return inserted;
  }

  private static void bind(Query query, List<AcceptEvents.Candidate> events) {
    List<Publication> publications = events.stream().map(event -> event.publication()).toList();
    query
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
            events.stream().map(event -> Ids.createdAt(event.id()).toEpochMilli()).toList());
  }

  private static void bind(Query query, BirthLease lease) {
    List<Map.Entry<UUID, Integer>> exceptions = List.copyOf(lease.exceptions().entrySet());
    query
        .bind("node", lease.node())
        .bind("token", lease.token())
        .bind("leaseSeconds", BirthLease.DURATION.toSeconds())
        .bind("places", lease.places())
        .bind("placesPerWebhook", lease.placesPerWebhook())
        .bindArray("roomWebhooks", UUID.class, exceptions.stream().map(Map.Entry::getKey).toList())
        .bindArray(
            "roomPlaces", Integer.class, exceptions.stream().map(Map.Entry::getValue).toList());
  }

  private static BornDelivery born(
      Row row, UUID deliveryId, Map<UUID, AcceptEvents.Candidate> events) {
    AcceptEvents.Candidate event = events.get(row.eventId);
    if (event == null) {
      throw new IllegalStateException("a delivery of an event that was not inserted");
    }
    Publication publication = event.publication();
    return new BornDelivery(
        deliveryId,
        row.eventId,
        row.webhookId,
        publication.organizationId(),
        publication.type(),
        Ids.createdAt(row.eventId),
        publication.data());
  }

  /**
   * An event and a webhook that asks for it.
   *
   * @param deliveryId null where the webhook's filter is to be judged first
   */
  record Row(UUID eventId, UUID webhookId, @Nullable UUID deliveryId, boolean leased) {}
}
