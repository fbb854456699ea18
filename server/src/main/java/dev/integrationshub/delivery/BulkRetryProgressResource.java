package dev.integrationshub.delivery;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.webhooks.FindWebhook;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

@Path("/api/organizations/webhooks/{id}/retries/{retryId}")
@Tag(name = "Deliveries")
@RunOnVirtualThread
class BulkRetryProgressResource {
  private final Jdbi jdbi;
  private final ManageBulkRetries retries;
  private final CurrentCaller caller;

  BulkRetryProgressResource(Jdbi jdbi, ManageBulkRetries retries, CurrentCaller caller) {
    this.jdbi = jdbi;
    this.retries = retries;
    this.caller = caller;
  }

  @GET
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "getRetry", summary = "How far a retry of many deliveries is")
  public BulkRetryView get(@PathParam("id") String id, @PathParam("retryId") String retryId) {
    return BulkRetryView.of(retries.find(scope(id), parse(retryId)));
  }

  @DELETE
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "cancelRetry",
      summary = "Cancel a retry of many deliveries",
      description = "What is under way already is sent. A retry that has ended stays as it is.")
  public BulkRetryView cancel(@PathParam("id") String id, @PathParam("retryId") String retryId) {
    return BulkRetryView.of(retries.cancel(scope(id), parse(retryId)));
  }

  private ReadDeliveries.Scope scope(String id) {
    return new ReadDeliveries.Scope(
        caller.organizationId(),
        jdbi.withHandle(handle -> FindWebhook.orThrow(handle, caller.organizationId(), id)).id());
  }

  private static UUID parse(String retryId) {
    return IdKind.RETRY.parse(retryId).orElseThrow(() -> ProblemException.notFound("retry"));
  }
}
