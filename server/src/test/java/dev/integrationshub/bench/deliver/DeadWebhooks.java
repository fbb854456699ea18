package dev.integrationshub.bench.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.launch.HubProcess;
import dev.integrationshub.platform.ids.IdKind;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A burden on the hub: webhooks that nobody answers for, and what waits for them. */
record DeadWebhooks(Load load, HubProcess hub, Jdbi jdbi) {
  /** Port 1 is nobody's. */
  private static final String NOBODY = "http://127.0.0.1:1/hooks";

  private static final int WAITING = 5;

  private static final String EVENT =
      """
      INSERT INTO event (id, organization_id, type, payload, accepted_at)
      VALUES (uuid_v7(now()), :organizationId, 'recording.completed', :payload, now())
      RETURNING id
      """;

  /** Where they are in the schedule decides how long they wait: the next hour sees them all. */
  private static final String WAIT_FOR_RETRY =
      """
      INSERT INTO delivery (id, event_id, webhook_id, organization_id, event_type, attempts, retries,
        trigger, due_at)
      SELECT uuid_v7(now()), :eventId, w.id, w.organization_id, 'recording.completed', 4, 4,
             'schedule', now() + random() * interval '1 hour'
      FROM webhook w, generate_series(1, :each)
      WHERE w.organization_id = :organizationId
      """;

  private static final String BACKLOG =
      """
      INSERT INTO delivery (id, event_id, webhook_id, organization_id, event_type, due_at)
      SELECT uuid_v7(now()), :eventId, :webhookId, :organizationId, 'recording.completed',
             now() - (:deliveries - n) * interval '10 ms'
      FROM generate_series(1, :deliveries) AS n
      """;

  void create(CountingReceiver receiver) throws Exception {
    String url = load.deadHang() ? receiver.deadUrl() : NOBODY;
    if (load.deadWebhooks() > 0) {
      var organization = BenchOrganization.create(hub, load.deadWebhooks());
      organization.createWebhooks(load.deadWebhooks(), url);
      jdbi.useTransaction(handle -> waitForRetry(handle, id(organization)));
    }
    if (load.backlog() > 0) {
      var organization = BenchOrganization.create(hub, 1);
      List<String> webhooks = organization.createWebhooks(1, url);
      UUID webhookId = IdKind.WEBHOOK.parse(webhooks.getFirst()).orElseThrow();
      jdbi.useTransaction(handle -> backlog(handle, id(organization), webhookId));
    }
    jdbi.useHandle(handle -> handle.execute("VACUUM ANALYZE"));
  }

  private static void waitForRetry(Handle handle, UUID organizationId) {
    handle
        .createUpdate(WAIT_FOR_RETRY)
        .bind("eventId", event(handle, organizationId))
        .bind("organizationId", organizationId)
        .bind("each", WAITING)
        .execute();
  }

  private void backlog(Handle handle, UUID organizationId, UUID webhookId) {
    handle
        .createUpdate(BACKLOG)
        .bind("eventId", event(handle, organizationId))
        .bind("webhookId", webhookId)
        .bind("organizationId", organizationId)
        .bind("deliveries", load.backlog())
        .execute();
  }

  private static UUID event(Handle handle, UUID organizationId) {
    return handle
        .createQuery(EVENT)
        .bind("organizationId", organizationId)
        .bind("payload", "{}".getBytes(UTF_8))
        .mapTo(UUID.class)
        .one();
  }

  private static UUID id(BenchOrganization organization) {
    return IdKind.ORGANIZATION.parse(organization.id()).orElseThrow();
  }
}
