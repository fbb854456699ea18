package dev.integrationshub.webhooks;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path("/api/event-types")
@Tag(name = "Publishing")
@RunOnVirtualThread
class EventTypeResource {
  private final Jdbi jdbi;
  private final EventTypes eventTypes;
  private final ReplaceEventTypes replaceEventTypes;

  EventTypeResource(Jdbi jdbi, EventTypes eventTypes, ReplaceEventTypes replaceEventTypes) {
    this.jdbi = jdbi;
    this.eventTypes = eventTypes;
    this.replaceEventTypes = replaceEventTypes;
  }

  @GET
  @RequiresAccess(Access.CATALOGUE_READ)
  @Operation(operationId = "listEventTypes", summary = "The event types that can be published")
  public Page<EventType> list() {
    return Page.whole(jdbi.withHandle(eventTypes::all));
  }

  @PUT
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "replaceEventTypes",
      summary = "Replace the catalogue of the product's event types",
      description =
          "Types that are not sent go; those that the hub itself publishes stay as they are and are"
              + " not sent. 409 where enabled webhooks ask by name for a type that would go. A"
              + " schema is JSON Schema of draft 2020-12 with at most 32 KiB and 64 levels; its"
              + " references lie within it, format is a note only, and patterns are RE2's: no"
              + " look-around, no back-references. The example must keep the schema.")
  public Page<EventType> replace(@Nullable ReplaceEventTypesRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send the catalogue as a JSON object with data.");
    }
    var errors = new FieldErrors();
    List<NewEventType> wanted = request.types(errors);
    errors.throwIfAny();
    return Page.whole(replaceEventTypes.replace(wanted));
  }
}
