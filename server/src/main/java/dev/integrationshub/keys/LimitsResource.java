package dev.integrationshub.keys;

import dev.integrationshub.audit.Change;
import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.keys.OrganizationLimits.Limits;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The operator's say on how much an organization may have. */
@Path("/api/admin/organizations/{id}/limits")
@Tag(name = "Organizations")
@RunOnVirtualThread
class LimitsResource {
  private final Jdbi jdbi;
  private final OrganizationLimits limits;
  private final ApiKeys keys;
  private final RecordAudit audit;

  LimitsResource(Jdbi jdbi, OrganizationLimits limits, ApiKeys keys, RecordAudit audit) {
    this.jdbi = jdbi;
    this.limits = limits;
    this.keys = keys;
    this.audit = audit;
  }

  @Schema(name = "OrganizationLimits")
  record LimitsView(
      @Schema(
              description =
                  "API keys that are neither revoked nor expired; null for the usual 1,000",
              minimum = "1",
              maximum = "1000000")
          @Nullable Integer apiKeys) {}

  @GET
  @RequiresAccess(Access.HOST)
  @Operation(operationId = "getOrganizationLimits", summary = "An organization's limits")
  public LimitsView get(@PathParam("id") String id) {
    UUID organizationId = parse(id);
    return new LimitsView(jdbi.withHandle(handle -> find(handle, organizationId)).apiKeys());
  }

  @PUT
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "setOrganizationLimits",
      summary = "Set an organization's limits",
      description = "Keys beyond a lower limit stay; there is just no room for further ones.")
  public LimitsView set(@PathParam("id") String id, @Nullable LimitsView request) {
    UUID organizationId = parse(id);
    if (request == null) {
      throw ProblemException.badRequest("Send the organization's limits as a JSON object.");
    }
    Integer apiKeys = request.apiKeys();
    if (apiKeys != null && (apiKeys < 1 || apiKeys > OrganizationLimits.MAX_API_KEYS)) {
      throw ProblemException.invalid(
          "/apiKeys",
          "must lie between 1 and "
              + OrganizationLimits.MAX_API_KEYS
              + ", or be null for the usual "
              + OrganizationLimits.USUAL_API_KEYS);
    }
    jdbi.useTransaction(handle -> set(handle, organizationId, new Limits(apiKeys)));
    return request;
  }

  private void set(Handle handle, UUID organizationId, Limits wanted) {
    keys.lockCreation(handle, organizationId);
    Limits before = find(handle, organizationId);
    if (!wanted.equals(before)) {
      limits.set(handle, organizationId, wanted);
      audit.record(
          handle,
          organizationId,
          "organization.limits_changed",
          IdKind.ORGANIZATION.format(organizationId),
          Map.of("apiKeys", new Change(before.apiKeys(), wanted.apiKeys())));
    }
  }

  private Limits find(Handle handle, UUID organizationId) {
    return limits.find(handle, organizationId).orElseThrow(LimitsResource::notFound);
  }

  private static UUID parse(String id) {
    return IdKind.ORGANIZATION.parse(id).orElseThrow(LimitsResource::notFound);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("organization");
  }
}
