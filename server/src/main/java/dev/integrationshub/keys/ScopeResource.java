package dev.integrationshub.keys;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path("/api/scopes")
@Tag(name = "API keys")
@RunOnVirtualThread
class ScopeResource {
  private final Jdbi jdbi;
  private final Scopes scopes;
  private final ReplaceScopes replaceScopes;

  ScopeResource(Jdbi jdbi, Scopes scopes, ReplaceScopes replaceScopes) {
    this.jdbi = jdbi;
    this.scopes = scopes;
    this.replaceScopes = replaceScopes;
  }

  @GET
  @RequiresAccess(Access.CATALOGUE_READ)
  @Operation(operationId = "listScopes", summary = "The scopes that keys can hold")
  public Page<Scope> list() {
    return Page.whole(jdbi.withHandle(scopes::list));
  }

  @PUT
  @RequiresAccess(Access.HOST)
  @Operation(
      operationId = "replaceScopes",
      summary = "Replace the catalogue of scopes",
      description =
          "Scopes that are not sent go. 409 where keys that are neither revoked nor expired hold"
              + " one of those; organization:read and organization:write always stay.")
  public Page<Scope> replace(@Nullable ReplaceScopesRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send the catalogue as a JSON object with data.");
    }
    var errors = new FieldErrors();
    List<Scope> wanted = request.scopes(errors);
    errors.throwIfAny();
    return Page.whole(replaceScopes.replace(wanted));
  }
}
