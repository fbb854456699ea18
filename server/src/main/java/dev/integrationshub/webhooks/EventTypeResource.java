package dev.integrationshub.webhooks;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

@Path("/api/event-types")
@Tag(name = "Publishing")
@RunOnVirtualThread
class EventTypeResource {
  private final Jdbi jdbi;
  private final EventTypes eventTypes;

  EventTypeResource(Jdbi jdbi, EventTypes eventTypes) {
    this.jdbi = jdbi;
    this.eventTypes = eventTypes;
  }

  @GET
  @RequiresAccess(Access.CATALOGUE_READ)
  @Operation(operationId = "listEventTypes", summary = "The event types that can be published")
  public Page<EventType> list() {
    return Page.whole(jdbi.withHandle(eventTypes::all));
  }
}
