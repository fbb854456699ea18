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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/organizations/webhooks")
@Tag(name = "Webhooks")
@RunOnVirtualThread
class TestSendResource {
  private static final String RULES =
      "One request goes out under the rules for deliveries: checked addresses, one deadline, no"
          + " redirects. It carries webhook-test: true, and a webhook-id of no event. Nothing is"
          + " kept or counted but the entry in the audit log. In the request as shown, the signature"
          + " and custom values read ***. 413 for a payload over 256 KiB; 429 for more than 5 tests"
          + " at a time.";

  private final SendTest sendTest;
  private final ObjectMapper json;

  TestSendResource(SendTest sendTest, ObjectMapper json) {
    this.sendTest = sendTest;
    this.json = json;
  }

  @POST
  @Path("{id}/test")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "testWebhook",
      summary = "Send a test to a webhook, enabled or not",
      description = RULES)
  public TestResultView saved(
      @PathParam("id") String id,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = TestSendRequest.class)))
          byte[] body)
      throws JsonProcessingException {
    return sendTest.toSaved(id, RawObject.readAround(json, body, TestSendRequest.class));
  }

  @POST
  @Path("test")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "testUnsavedWebhook",
      summary = "Send a test to a webhook that is not saved",
      description = RULES)
  public TestResultView unsaved(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = TestUnsavedRequest.class)))
          byte[] body)
      throws JsonProcessingException {
    return sendTest.toUnsaved(RawObject.readAround(json, body, TestUnsavedRequest.class));
  }
}
