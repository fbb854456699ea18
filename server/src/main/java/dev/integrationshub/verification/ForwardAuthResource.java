package dev.integrationshub.verification;

import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * For proxies that ask before they let a request through: nginx's auth_request, Traefik's
 * ForwardAuth, Caddy's forward_auth, Envoy's ext_authz.
 */
@Path("/api/forward-auth")
@Tag(name = "Verification")
@RunOnVirtualThread
class ForwardAuthResource {
  private final AdmitKey admitKey;
  private final CurrentCaller caller;

  ForwardAuthResource(AdmitKey admitKey, CurrentCaller caller) {
    this.admitKey = admitKey;
    this.caller = caller;
  }

  @GET
  @RequiresAccess(Access.PRESENTED)
  @Operation(
      operationId = "forwardAuth",
      summary = "Judge the key of a request that a proxy holds back",
      description =
          "Reads the caller's Authorization: Bearer or X-API-Key, and the forwarded address of"
              + " trusted proxies. Counts a call. 401, 403 and 429 are for the caller; 503 means"
              + " that the hub can't decide.")
  @APIResponse(
      responseCode = "204",
      description =
          "Let it through; X-Hub-Key-Id, X-Hub-Organization-Id and X-Hub-Scopes say whose it is")
  public RestResponse<Void> judge(
      @Parameter(description = "The key must hold all of them; absent: not checked")
          @QueryParam("scope")
          List<String> scope) {
    String key =
        caller
            .presented()
            .orElseThrow(
                () ->
                    ProblemException.unauthenticated(
                        "Send an API key as Authorization: Bearer or X-API-Key."));
    return pass(admitKey.admit(key, new Ask(Set.copyOf(scope), caller.address(), 1)));
  }

  private static RestResponse<Void> pass(ProvenKey key) {
    return RestResponse.ResponseBuilder.<Void>noContent()
        .header("X-Hub-Key-Id", IdKind.API_KEY.format(key.id()))
        .header("X-Hub-Organization-Id", IdKind.ORGANIZATION.format(key.organizationId()))
        .header("X-Hub-Scopes", String.join(" ", key.scopes()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
