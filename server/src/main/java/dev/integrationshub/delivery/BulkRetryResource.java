package dev.integrationshub.delivery;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.webhooks.FindWebhook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path("/api/organizations/webhooks/{id}/deliveries/retry")
@Tag(name = "Deliveries")
@RunOnVirtualThread
class BulkRetryResource {
  private final Jdbi jdbi;
  private final ManageBulkRetries retries;
  private final CurrentCaller caller;

  BulkRetryResource(Jdbi jdbi, ManageBulkRetries retries, CurrentCaller caller) {
    this.jdbi = jdbi;
    this.retries = retries;
    this.caller = caller;
  }

  @POST
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "retryDeliveries",
      summary = "Send many deliveries once more",
      description =
          "Exactly those that the filters let in now, up to 1,000,000, at most 100 of them under"
              + " way at a time. It goes on over restarts. 409 while another retry of the webhook"
              + " is under way or the webhook is disabled.")
  @APIResponse(
      responseCode = "200",
      description = "A preview: how many it would be",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BulkRetryView.Started.class)))
  @APIResponse(
      responseCode = "202",
      description = "They are sent one after another",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BulkRetryView.Started.class)))
  public RestResponse<BulkRetryView.Started> retry(
      @PathParam("id") String id, @Nullable BulkRetryRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send which deliveries to retry as a JSON object.");
    }
    FindWebhook.Found webhook =
        jdbi.withHandle(handle -> FindWebhook.orThrow(handle, caller.organizationId(), id));
    var scope = new ReadDeliveries.Scope(caller.organizationId(), webhook.id());
    if (request.isPreview()) {
      return RestResponse.ok(new BulkRetryView.Started(null, retries.preview(scope, request)));
    }
    if (!webhook.enabled()) {
      throw FindWebhook.disabled();
    }
    BulkRetries.Retry started = retries.start(scope, request);
    return RestResponse.status(
        RestResponse.Status.ACCEPTED,
        new BulkRetryView.Started(IdKind.RETRY.format(started.id()), started.deliveries()));
  }
}
