package dev.integrationshub.events;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/events")
@Tag(name = "Publishing")
@RunOnVirtualThread
class EventResource {
  private final AcceptBatcher batcher;

  EventResource(AcceptBatcher batcher) {
    this.batcher = batcher;
  }

  @POST
  @RequiresAccess(Access.HOST)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "publishEvent",
      summary = "Publish an event",
      description =
          "202 means that the event is on disk with all its deliveries. An unknown organization is"
              + " 404, an unknown type or one that the"
              + " hub alone publishes 422, data that breaks its type's schema 422 with up to ten places"
              + " below /data, data over 256 KiB 413, an Idempotency-Key that came with"
              + " another body 409.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PublishedView.class)))
  public RestResponse<PublishedView> publish(
      @Parameter(
              description =
                  "1 to 255 visible characters; within 24 hours the same key and body get the same"
                      + " answer and publish nothing more")
          @HeaderParam(ReadOnce.HEADER)
          @Nullable String key,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = PublishRequest.class)))
          byte[] body) {
    Publication publication = ReadPublication.read(body, ReadOnce.read(key, body));
    Acceptance acceptance = batcher.accept(publication);
    return RestResponse.status(RestResponse.Status.ACCEPTED, answer(acceptance));
  }

  private static PublishedView answer(Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.Accepted accepted -> PublishedView.of(accepted);
      case Acceptance.UnknownOrganization unknown ->
          throw ProblemException.notFound("organization");
      case Acceptance.UnknownType unknown ->
          throw ProblemException.unprocessable(
              "There is no event type " + unknown.type() + "; see /api/event-types.");
      case Acceptance.HubsOwnType own ->
          throw ProblemException.unprocessable(
              "Events of type "
                  + own.type()
                  + " are published by the hub alone; publish types of your own.");
      case Acceptance.BreaksSchema breaks ->
          throw ProblemException.unprocessable(breaks.below("/data"));
      case Acceptance.KeyTaken taken ->
          throw ProblemException.conflict(
              "The Idempotency-Key came with another body before: use a new key for a new event.");
    };
  }
}
