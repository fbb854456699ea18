package dev.integrationshub.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/organizations/webhooks/{id}/deliveries")
@Tag(name = "Deliveries")
@RunOnVirtualThread
class ResendResource {
  private final ResendEdited resendEdited;
  private final ObjectMapper json;

  ResendResource(ResendEdited resendEdited, ObjectMapper json) {
    this.resendEdited = resendEdited;
    this.json = json;
  }

  @POST
  @Path("{deliveryId}/resend")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "resendDelivery",
      summary = "Send a delivery's event once more, with other data",
      description =
          "Makes a new event of the same type with a webhook-id of its own, for this webhook alone,"
              + " whichever types and filter it has. The receiver gets webhook-resent-from with the"
              + " id of the first event, a header that the signature does not cover. The new delivery"
              + " is retried and counted like any other. 413 for a payload over 256 KiB, 422 for one"
              + " that breaks its type's schema, with up to ten places below /payload, and for a"
              + " type that is no longer in the catalogue; 409 while the webhook is disabled.")
  @APIResponse(
      responseCode = "202",
      description = "The new delivery is due",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ResentView.class)))
  public RestResponse<ResentView> resend(
      @PathParam("id") String id,
      @PathParam("deliveryId") String deliveryId,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = ResendRequest.class)))
          byte[] body)
      throws JsonProcessingException {
    ResendRequest request = RawObject.readAround(json, body, ResendRequest.class);
    return RestResponse.status(
        RestResponse.Status.ACCEPTED, resendEdited.resend(id, deliveryId, request));
  }
}
