package dev.integrationshub.keys;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;

@Path("/api/scopes")
@Tag(name = "API keys")
@RunOnVirtualThread
class ScopeResource {
  private final Jdbi jdbi;
  private final Scopes scopes;

  ScopeResource(Jdbi jdbi, Scopes scopes) {
    this.jdbi = jdbi;
    this.scopes = scopes;
  }

  @GET
  @RequiresAccess(Access.CATALOGUE_READ)
  @Operation(operationId = "listScopes", summary = "The scopes that keys can hold")
  public Page<Scope> list() {
    return Page.whole(jdbi.withHandle(scopes::list));
  }
}
