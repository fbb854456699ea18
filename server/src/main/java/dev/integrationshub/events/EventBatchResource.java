package dev.integrationshub.events;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.problems.FieldError;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/events/batch")
@Tag(name = "Publishing")
@RunOnVirtualThread
class EventBatchResource {
  private static final int MAX_ERRORS = 100;

  private final AcceptBatch acceptBatch;

  EventBatchResource(AcceptBatch acceptBatch) {
    this.acceptBatch = acceptBatch;
  }

  @POST
  @RequiresAccess(Access.HOST)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "publishEvents",
      summary = "Publish up to 1,000 events, all or none",
      description =
          "202 means that all are on disk with all their deliveries, by one commit; in any other"
              + " case none is. The body may have 4 MiB, the data of one event 256 KiB; more is 413."
              + " An unknown organization or type, or data that breaks its type's schema, is 422, with the place of each, up to 100 of"
              + " them. An Idempotency-Key that came with another batch is 409.")
  @APIResponse(
      responseCode = "202",
      description = "Accepted",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PublishedBatchView.class)))
  public RestResponse<PublishedBatchView> publish(
      @Parameter(
              description =
                  "1 to 255 visible characters, for the whole batch; within 24 hours the same key"
                      + " and body get the same answer and publish nothing more. Keys of batches"
                      + " are apart from those of single events.")
          @HeaderParam(ReadOnce.HEADER)
          @Nullable String key,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = PublishBatchRequest.class)))
          byte[] body) {
    Publication.Once once = ReadOnce.read(key, body);
    BatchAcceptance acceptance = acceptBatch.accept(ReadBatch.read(body), once);
    return RestResponse.status(RestResponse.Status.ACCEPTED, answer(acceptance));
  }

  private static PublishedBatchView answer(BatchAcceptance acceptance) {
    return switch (acceptance) {
      case BatchAcceptance.AllAccepted accepted -> PublishedBatchView.of(accepted);
      case BatchAcceptance.Refused refused ->
          throw ProblemException.unprocessable(
              refused.refusals().stream()
                  .flatMap(EventBatchResource::errors)
                  .limit(MAX_ERRORS)
                  .toList());
      case BatchAcceptance.KeyTaken taken ->
          throw ProblemException.conflict(
              "The Idempotency-Key came with another batch before: use a new key for a new batch.");
    };
  }

  private static Stream<FieldError> errors(BatchAcceptance.Refusal refusal) {
    String place = "/events/" + refusal.index();
    return switch (refusal.reason()) {
      case Acceptance.UnknownOrganization unknown ->
          Stream.of(new FieldError(place + "/organizationId", "is no organization of this hub"));
      case Acceptance.UnknownType unknown ->
          Stream.of(
              new FieldError(
                  place + "/type",
                  "is " + unknown.type() + ", no event type; see /api/event-types"));
      case Acceptance.HubsOwnType own ->
          Stream.of(
              new FieldError(
                  place + "/type", "is " + own.type() + ", which the hub alone publishes"));
      case Acceptance.BreaksSchema breaks -> breaks.below(place + "/data").stream();
      case Acceptance.Accepted accepted ->
          throw new IllegalStateException("an accepted event is no refusal");
      case Acceptance.KeyTaken taken ->
          throw new IllegalStateException("events of a batch have no key of their own");
    };
  }
}
