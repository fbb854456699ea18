package dev.integrationshub.delivery;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.webhooks.FindWebhook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

@Path("/api/organizations/webhooks/{id}/deliveries/stream")
@Tag(name = "Deliveries")
@RunOnVirtualThread
class StreamResource {
  private final Jdbi jdbi;
  private final WatchDeliveries watch;
  private final CurrentCaller caller;

  StreamResource(Jdbi jdbi, WatchDeliveries watch, CurrentCaller caller) {
    this.jdbi = jdbi;
    this.watch = watch;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(
      operationId = "streamDeliveries",
      summary = "Learn of changes to a webhook's deliveries as they happen",
      description =
          "Server-sent events named changed, with {\"newest\": \"dlv_…\"} or null as data: one at"
              + " once, then within a second of every change, two a second at most. Ends after a"
              + " minute; come back then, to be authenticated anew. 429 beyond 20 streams of an"
              + " organization.")
  public void stream(
      @PathParam("id") String id,
      @Context SseEventSink sink,
      @Context Sse sse,
      @Context HttpServerResponse response) {
    FindWebhook.Found webhook =
        jdbi.withHandle(handle -> FindWebhook.orThrow(handle, caller.organizationId(), id));
    response.putHeader("Cache-Control", "no-store");
    response.putHeader("X-Accel-Buffering", "no");
    watch.open(new ReadDeliveries.Scope(caller.organizationId(), webhook.id()), sink, sse);
  }
}
