package dev.integrationshub.delivery;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.webhooks.FindWebhook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Jdbi;

@Path("/api/organizations/webhooks/{id}/deliveries.csv")
@Tag(name = "Deliveries")
@RunOnVirtualThread
class ExportResource {
  private static final String CSV = "text/csv";

  private final Jdbi jdbi;
  private final ExportDeliveries export;
  private final CurrentCaller caller;

  ExportResource(Jdbi jdbi, ExportDeliveries export, CurrentCaller caller) {
    this.jdbi = jdbi;
    this.export = export;
    this.caller = caller;
  }

  @GET
  @Produces(CSV)
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(
      operationId = "exportDeliveries",
      summary = "All deliveries that the filters let in, as CSV",
      description =
          "Streamed, newest first, however many. A cell that a spreadsheet would take for a formula"
              + " begins with an apostrophe.")
  @APIResponse(
      responseCode = "200",
      description = "A line with the names of the columns, then one for each delivery",
      content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
  public RestResponse<StreamingOutput> export(
      @PathParam("id") String id, @BeanParam DeliveryFilter filter) {
    filter.check();
    var scope =
        new ReadDeliveries.Scope(
            caller.organizationId(),
            jdbi.withHandle(handle -> FindWebhook.orThrow(handle, caller.organizationId(), id))
                .id());
    StreamingOutput body = out -> export.write(scope, filter, out);
    return RestResponse.ResponseBuilder.ok(body)
        .header(HttpHeaders.CONTENT_TYPE, CSV + "; charset=utf-8; header=present")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + ExportDeliveries.fileName(scope) + "\"")
        .build();
  }
}
