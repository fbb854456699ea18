package dev.integrationshub.organizations;

import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.erasure.OrganizationData;
import dev.integrationshub.platform.erasure.OrganizationLock;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Erases an organization with all of its data, all or nothing. */
@ApplicationScoped
class EraseOrganization {
  private static final Logger LOG = Logger.getLogger(EraseOrganization.class);

  /** The database deletes members, keys, webhooks and audit entries along with it. */
  private static final String DELETE = "DELETE FROM organization WHERE id = :id";

  private final Jdbi jdbi;
  private final List<OrganizationData> data;
  private final CurrentCaller caller;

  EraseOrganization(Jdbi jdbi, @All List<OrganizationData> data, CurrentCaller caller) {
    this.jdbi = jdbi;
    this.data = data;
    this.caller = caller;
  }

  /**
   * Its audit log goes with it, so the hub's own log tells who did it.
   *
   * @throws ProblemException 404 when there is no such organization
   */
  void erase(UUID id) {
    jdbi.useTransaction(handle -> erase(handle, id));
    LOG.infof(
        "%s erased organization %s with all of its data",
        callerName(), IdKind.ORGANIZATION.format(id));
  }

  private void erase(Handle handle, UUID id) {
    OrganizationLock.take(handle, id);
    data.forEach(part -> part.erase(handle, id));
    if (handle.createUpdate(DELETE).bind("id", id).execute() == 0) {
      throw ProblemException.notFound("organization");
    }
  }

  private String callerName() {
    return caller.get() instanceof Caller.Operator operator
        ? "Root key '" + operator.name() + "'"
        : "Somebody";
  }
}
