package dev.integrationshub.delivery;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import dev.integrationshub.platform.http.PageRequest;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.webhooks.FindWebhook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

@Path("/api/organizations/webhooks/{id}/deliveries")
@Tag(name = "Deliveries")
@RunOnVirtualThread
class DeliveryResource {
  private final Jdbi jdbi;
  private final DescribeDelivery describe;
  private final DispatchDeliveries dispatch;
  private final SkipDelivery skipDelivery;
  private final CurrentCaller caller;

  DeliveryResource(
      Jdbi jdbi,
      DescribeDelivery describe,
      DispatchDeliveries dispatch,
      SkipDelivery skipDelivery,
      CurrentCaller caller) {
    this.jdbi = jdbi;
    this.describe = describe;
    this.dispatch = dispatch;
    this.skipDelivery = skipDelivery;
    this.caller = caller;
  }

  @GET
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "listDeliveries", summary = "A webhook's deliveries, newest first")
  public DeliveryPage list(
      @PathParam("id") String id, @BeanParam DeliveryFilter filter, @BeanParam PageRequest page) {
    var after = page.after(IdKind.DELIVERY);
    int limit = page.limit();
    return jdbi.withHandle(
        handle -> {
          ReadDeliveries.Scope scope = scope(find(handle, id));
          List<ReadDeliveries.Row> rows =
              ReadDeliveries.list(handle, scope, filter, after, limit + 1);
          ReadDeliveries.Stats stats = ReadDeliveries.stats(handle, scope, filter);
          Page<DeliveryView> cut =
              Page.cut(rows, limit, row -> IdKind.DELIVERY.format(row.id())).map(DeliveryView::of);
          return new DeliveryPage(
              cut.data(),
              cut.nextCursor(),
              new DeliveryPage.Stats(stats.succeeded(), stats.failed(), stats.pending()));
        });
  }

  @GET
  @Path("{deliveryId}")
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "getDelivery", summary = "One delivery with its request and attempts")
  public DeliveryDetailView get(
      @PathParam("id") String id, @PathParam("deliveryId") String deliveryId) {
    return jdbi.withHandle(
        handle -> {
          ReadDeliveries.Scope scope = scope(find(handle, id));
          ReadDeliveries.Row row = row(handle, scope, parse(deliveryId));
          return describe.describe(
              row,
              ReadDeliveries.event(handle, row.eventId()),
              ReadDeliveries.attempts(handle, scope, row.id()));
        });
  }

  @POST
  @Path("{deliveryId}/retry")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "retryDelivery",
      summary = "Send a delivery once more, now",
      description =
          "Works on finished deliveries too. The receiver gets the same webhook-id; status and"
              + " success rate of the webhook stay as they are. 409 while an attempt is under way or"
              + " the webhook is disabled.")
  @APIResponse(
      responseCode = "202",
      description = "The delivery is due",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeliveryView.class)))
  public RestResponse<DeliveryView> retry(
      @PathParam("id") String id, @PathParam("deliveryId") String deliveryId) {
    UUID delivery = parse(deliveryId);
    ReadDeliveries.Row row =
        jdbi.inTransaction(
            handle -> {
              FindWebhook.Found webhook = find(handle, id);
              ReadDeliveries.Scope scope = scope(webhook);
              handle.afterCommit(() -> dispatch.tryNow(webhook.id()));
              if (!webhook.enabled()) {
                throw FindWebhook.disabled();
              }
              RetryByHand.retry(handle, scope, delivery);
              return row(handle, scope, delivery);
            });
    return RestResponse.status(RestResponse.Status.ACCEPTED, DeliveryView.of(row));
  }

  @POST
  @Path("{deliveryId}/skip")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "skipDelivery",
      summary = "Give a delivery up that has failed",
      description =
          "It ends as failed, and at an ordered webhook the next one goes. Counts for no rate. 409"
              + " when it has ended, was never attempted, or an attempt is under way.")
  public DeliveryView skip(@PathParam("id") String id, @PathParam("deliveryId") String deliveryId) {
    UUID delivery = parse(deliveryId);
    ReadDeliveries.Row row =
        jdbi.inTransaction(
            handle -> {
              ReadDeliveries.Scope scope = scope(find(handle, id));
              skipDelivery.skip(handle, scope, delivery);
              return row(handle, scope, delivery);
            });
    dispatch.signal();
    return DeliveryView.of(row);
  }

  private FindWebhook.Found find(Handle handle, String id) {
    return FindWebhook.orThrow(handle, caller.organizationId(), id);
  }

  private ReadDeliveries.Scope scope(FindWebhook.Found webhook) {
    return new ReadDeliveries.Scope(caller.organizationId(), webhook.id());
  }

  private static ReadDeliveries.Row row(Handle handle, ReadDeliveries.Scope scope, UUID id) {
    return ReadDeliveries.find(handle, scope, id).orElseThrow(DeliveryResource::notFound);
  }

  private static UUID parse(String id) {
    return IdKind.DELIVERY.parse(id).orElseThrow(DeliveryResource::notFound);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("delivery");
  }
}
