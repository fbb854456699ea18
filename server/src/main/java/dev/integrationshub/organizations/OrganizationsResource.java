package dev.integrationshub.organizations;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import dev.integrationshub.platform.http.PageRequest;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The operator's view of all organizations. */
@Path("/api/admin/organizations")
@Tag(name = "Organizations")
@RunOnVirtualThread
public class OrganizationsResource {
  private final Organizations organizations;
  private final EraseOrganization erase;

  OrganizationsResource(Organizations organizations, EraseOrganization erase) {
    this.organizations = organizations;
    this.erase = erase;
  }

  @Schema(name = "CreateOrganization")
  public record CreateOrganization(
      @Schema(description = "1 to 100 characters", required = true) @Nullable String name) {}

  @Schema(name = "Organization")
  public record OrganizationView(
      @Schema(examples = "org_01h455vb4pex5vsknk084sn02q") String id,
      String name,
      Instant createdAt) {

    static OrganizationView of(Organization organization) {
      return new OrganizationView(
          IdKind.ORGANIZATION.format(organization.id()),
          organization.name(),
          organization.createdAt());
    }
  }

  @POST
  @RequiresAccess(Access.HOST)
  @ResponseStatus(201)
  @Operation(operationId = "createOrganization", summary = "Create an organization")
  public OrganizationView create(CreateOrganization request) {
    FieldErrors errors = new FieldErrors();
    String name = errors.text(request.name(), "/name", Organization.MAX_NAME_LENGTH);
    errors.throwIfAny();
    return OrganizationView.of(organizations.create(name));
  }

  @GET
  @RequiresAccess(Access.HOST)
  @Operation(operationId = "listOrganizations", summary = "List organizations, newest first")
  public Page<OrganizationView> list(@BeanParam PageRequest page) {
    var rows = organizations.list(page.after(IdKind.ORGANIZATION), page.limit() + 1);
    return Page.cut(rows, page.limit(), row -> IdKind.ORGANIZATION.format(row.id()))
        .map(OrganizationView::of);
  }

  @DELETE
  @Path("{id}")
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "eraseOrganization",
      summary = "Erase an organization with all of its data",
      description =
          "Keys, webhooks, events, deliveries, attempts, usage and audit log, and the accounts of"
              + " people who belong to no other organization. It can't be undone.")
  @APIResponse(responseCode = "204", description = "Nothing of it is left")
  public void delete(@PathParam("id") String id) {
    erase.erase(
        IdKind.ORGANIZATION.parse(id).orElseThrow(() -> ProblemException.notFound("organization")));
  }
}
