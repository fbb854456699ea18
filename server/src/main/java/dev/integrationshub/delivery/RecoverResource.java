package dev.integrationshub.delivery;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/organizations/webhooks/{id}/recover")
@Tag(name = "Deliveries")
@RunOnVirtualThread
class RecoverResource {
  private final RecoverMissed recoverMissed;
  private final CurrentCaller caller;

  RecoverResource(RecoverMissed recoverMissed, CurrentCaller caller) {
    this.recoverMissed = recoverMissed;
    this.caller = caller;
  }

  @POST
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "recoverWebhook",
      summary = "Deliver the events that a webhook missed while it was disabled",
      description =
          "Makes a delivery of each event that matches and has none for this webhook, the oldest"
              + " 10,000 at a time; calling again makes nothing twice. Enabling alone sends none of"
              + " them. 409 while the webhook is disabled.")
  @APIResponse(
      responseCode = "202",
      description = "The deliveries are due",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RecoveredView.class)))
  public RestResponse<RecoveredView> recover(
      @PathParam("id") String id, @Nullable RecoverRequest request) {
    UUID webhookId =
        IdKind.WEBHOOK.parse(id).orElseThrow(() -> ProblemException.notFound("webhook"));
    int count =
        recoverMissed.recover(
            caller.organizationId(), webhookId, request == null ? null : request.since());
    return RestResponse.status(
        RestResponse.Status.ACCEPTED, new RecoveredView(count, count == RecoverMissed.MOST));
  }
}
