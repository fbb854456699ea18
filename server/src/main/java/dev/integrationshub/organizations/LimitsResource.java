package dev.integrationshub.organizations;

import dev.integrationshub.audit.Change;
import dev.integrationshub.audit.RecordAudit;
import dev.integrationshub.organizations.OrganizationLimits.Limits;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
  private final RecordAudit audit;

  LimitsResource(Jdbi jdbi, OrganizationLimits limits, RecordAudit audit) {
    this.jdbi = jdbi;
    this.limits = limits;
    this.audit = audit;
  }

  @Schema(name = "OrganizationLimits")
  record LimitsView(
      @Schema(
              description =
                  "API keys that are neither revoked nor expired; null for the usual 1,000",
              minimum = "1",
              maximum = "1000000")
          @Nullable Integer apiKeys,
      @Schema(
              description = "Webhooks, enabled or not; null for the usual 50",
              minimum = "1",
              maximum = "10000")
          @Nullable Integer webhooks) {

    static LimitsView of(Limits limits) {
      return new LimitsView(limits.apiKeys(), limits.webhooks());
    }
  }

  @GET
  @RequiresAccess(Access.HOST)
  @Operation(operationId = "getOrganizationLimits", summary = "An organization's limits")
  public LimitsView get(@PathParam("id") String id) {
    UUID organizationId = parse(id);
    return LimitsView.of(
        jdbi.withHandle(handle -> limits.find(handle, organizationId))
            .orElseThrow(LimitsResource::notFound));
  }

  @PUT
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "setOrganizationLimits",
      summary = "Set an organization's limits",
      description =
          "All of them at once: one that is left out becomes the usual one again. What an"
              + " organization has beyond a lower limit stays; there is just no room for more.")
  public LimitsView set(@PathParam("id") String id, @Nullable LimitsView request) {
    UUID organizationId = parse(id);
    if (request == null) {
      throw ProblemException.badRequest("Send the organization's limits as a JSON object.");
    }
    FieldErrors errors = new FieldErrors();
    check(
        errors,
        "/apiKeys",
        request.apiKeys(),
        OrganizationLimits.MAX_API_KEYS,
        OrganizationLimits.USUAL_API_KEYS);
    check(
        errors,
        "/webhooks",
        request.webhooks(),
        OrganizationLimits.MAX_WEBHOOKS,
        OrganizationLimits.USUAL_WEBHOOKS);
    errors.throwIfAny();
    Limits wanted = new Limits(request.apiKeys(), request.webhooks());
    jdbi.useTransaction(handle -> set(handle, organizationId, wanted));
    return request;
  }

  private static void check(
      FieldErrors errors, String pointer, @Nullable Integer wanted, int most, int usual) {
    if (wanted != null && (wanted < 1 || wanted > most)) {
      errors.add(pointer, "must lie between 1 and " + most + ", or be null for the usual " + usual);
    }
  }

  private void set(Handle handle, UUID organizationId, Limits wanted) {
    Limits before = limits.findLocked(handle, organizationId).orElseThrow(LimitsResource::notFound);
    if (!wanted.equals(before)) {
      limits.set(handle, organizationId, wanted);
      audit.record(
          handle,
          organizationId,
          "organization.limits_changed",
          IdKind.ORGANIZATION.format(organizationId),
          changes(before, wanted));
    }
  }

  private static Map<String, Change> changes(Limits before, Limits wanted) {
    Map<String, Change> changes = new LinkedHashMap<>();
    if (!Objects.equals(before.apiKeys(), wanted.apiKeys())) {
      changes.put("apiKeys", new Change(before.apiKeys(), wanted.apiKeys()));
    }
    if (!Objects.equals(before.webhooks(), wanted.webhooks())) {
      changes.put("webhooks", new Change(before.webhooks(), wanted.webhooks()));
    }
    return changes;
  }

  private static UUID parse(String id) {
    return IdKind.ORGANIZATION.parse(id).orElseThrow(LimitsResource::notFound);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("organization");
  }
}
