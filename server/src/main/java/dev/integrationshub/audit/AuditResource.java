package dev.integrationshub.audit;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import dev.integrationshub.platform.http.PageRequest;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/organizations/audit-log")
@Tag(name = "Audit log")
@RunOnVirtualThread
class AuditResource {
  private final ReadAudit audit;
  private final CurrentCaller caller;

  AuditResource(ReadAudit audit, CurrentCaller caller) {
    this.audit = audit;
    this.caller = caller;
  }

  @GET
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(
      operationId = "listAuditLog",
      summary = "What was changed in the organization, by whom and from where, newest first")
  public Page<AuditEntryView> list(
      @Parameter(
              description = "Only changes of what has this id",
              example = "key_01h455vb4pex5vsknk084sn02q")
          @QueryParam("target")
          @Nullable String target,
      @BeanParam PageRequest page) {
    if (target != null && target.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.badRequest("target must not contain control characters.");
    }
    int limit = page.limit();
    List<ReadAudit.Entry> rows =
        audit.list(caller.organizationId(), target, page.after(IdKind.AUDIT_ENTRY), limit + 1);
    return Page.cut(rows, limit, entry -> IdKind.AUDIT_ENTRY.format(entry.id()))
        .map(AuditEntryView::of);
  }
}
