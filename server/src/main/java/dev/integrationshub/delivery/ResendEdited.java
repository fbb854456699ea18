package dev.integrationshub.delivery;

import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.erasure.OrganizationLock;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.ids.Ids;
import dev.integrationshub.platform.problems.FieldError;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.webhooks.EventTypes;
import dev.integrationshub.webhooks.FindWebhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Sends a delivery's event once more with other data: as a new event of the same type, which is
 * inserted together with the one delivery that it ever gets, and says which event it came from.
 */
@ApplicationScoped
class ResendEdited {
  /** It is neither disabled nor deleted until the transaction's end. */
  private static final String HOLD_WEBHOOK =
      """
      SELECT enabled FROM webhook
      WHERE organization_id = :organizationId AND id = :webhookId
      FOR SHARE
      """;

  private static final String INSERT =
      """
      WITH resent AS (
        INSERT INTO event (id, organization_id, type, payload, accepted_at, resent_from)
        VALUES (:eventId, :organizationId, :type, :payload, :acceptedAt, :resentFrom))
      INSERT INTO delivery
        (id, event_id, webhook_id, organization_id, event_type, due_at, position)
      SELECT :deliveryId, :eventId, id, organization_id, :type, now(),
             CASE WHEN ordered THEN nextval('delivery_position') END
      FROM webhook
      WHERE id = :webhookId
      """;

  private final Jdbi jdbi;
  private final EventTypes eventTypes;
  private final DispatchDeliveries dispatch;
  private final RecordAudit audit;
  private final CurrentCaller caller;
  private final Ids ids;

  ResendEdited(
      Jdbi jdbi,
      EventTypes eventTypes,
      DispatchDeliveries dispatch,
      RecordAudit audit,
      CurrentCaller caller,
      Ids ids) {
    this.jdbi = jdbi;
    this.eventTypes = eventTypes;
    this.dispatch = dispatch;
    this.audit = audit;
    this.caller = caller;
    this.ids = ids;
  }

  /**
   * @param type null when the catalogue has it no more
   */
  private record Sent(
      ReadDeliveries.Scope scope, ReadDeliveries.Row delivery, EventTypes.@Nullable Known type) {}

  /**
   * Holds no database connection while it checks the payload.
   *
   * @throws ProblemException 404 without such a webhook or delivery, 400, 413, 422 for what the
   *     payload is, 409 when the webhook is disabled
   */
  ResentView resend(String webhookId, String deliveryId, ResendRequest request) {
    Sent sent = jdbi.withHandle(handle -> find(handle, webhookId, deliveryId));
    byte[] data = checked(request, sent);
    UUID newEvent = ids.next();
    UUID newDelivery = ids.next();
    ResentView resent = ResentView.of(newEvent, newDelivery);
    jdbi.useTransaction(
        handle -> {
          hold(handle, sent.scope);
          insert(handle, sent, newEvent, newDelivery, data);
          record(handle, sent, resent);
        });
    dispatch.signal();
    return resent;
  }

  private Sent find(Handle handle, String webhookId, String deliveryId) {
    UUID organizationId = caller.organizationId();
    UUID webhook = FindWebhook.orThrow(handle, organizationId, webhookId).id();
    var scope = new ReadDeliveries.Scope(organizationId, webhook);
    ReadDeliveries.Row delivery =
        IdKind.DELIVERY
            .parse(deliveryId)
            .flatMap(id -> ReadDeliveries.find(handle, scope, id))
            .orElseThrow(() -> ProblemException.notFound("delivery"));
    String type = delivery.type();
    return new Sent(scope, delivery, eventTypes.known(handle, List.of(type)).get(type));
  }

  private static byte[] checked(ResendRequest request, Sent sent) {
    if (request.payload() == null) {
      throw ProblemException.invalid("/payload", "is required");
    }
    byte[] data = request.payload().asData("payload");
    if (sent.type == null) {
      throw ProblemException.unprocessable(
          "There is no event type " + sent.delivery.type() + " any more; see /api/event-types.");
    }
    List<FieldError> breaches = sent.type.breaches(data, "/payload");
    if (!breaches.isEmpty()) {
      throw ProblemException.unprocessable(breaches);
    }
    return data;
  }

  private static void hold(Handle handle, ReadDeliveries.Scope scope) {
    if (OrganizationLock.share(handle, Set.of(scope.organizationId())).isEmpty()) {
      throw ProblemException.notFound("webhook");
    }
    boolean enabled =
        handle
            .createQuery(HOLD_WEBHOOK)
            .bind("organizationId", scope.organizationId())
            .bind("webhookId", scope.webhookId())
            .mapTo(Boolean.class)
            .findOne()
            .orElseThrow(() -> ProblemException.notFound("webhook"));
    if (!enabled) {
      throw FindWebhook.disabled();
    }
  }

  private static void insert(
      Handle handle, Sent sent, UUID newEvent, UUID newDelivery, byte[] data) {
    handle
        .createUpdate(INSERT)
        .bind("eventId", newEvent)
        .bind("deliveryId", newDelivery)
        .bind("organizationId", sent.scope.organizationId())
        .bind("webhookId", sent.scope.webhookId())
        .bind("type", sent.delivery.type())
        .bind("payload", data)
        .bind("acceptedAt", Ids.createdAt(newEvent))
        .bind("resentFrom", sent.delivery.eventId())
        .execute();
  }

  private void record(Handle handle, Sent sent, ResentView resent) {
    audit.record(
        handle,
        "delivery.resent",
        IdKind.WEBHOOK.format(sent.scope.webhookId()),
        Map.of(
            "delivery", IdKind.DELIVERY.format(sent.delivery.id()),
            "resentAs", resent.deliveryId(),
            "event", resent.eventId()));
  }
}
