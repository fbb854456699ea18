package dev.integrationshub.keys;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import dev.integrationshub.platform.http.PageRequest;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path(ApiKeyResource.PATH)
@Tag(name = "API keys")
@RunOnVirtualThread
class ApiKeyResource {
  static final String PATH = "/api/organizations/api-keys";

  private final Jdbi jdbi;
  private final ApiKeys keys;
  private final ListKeys list;
  private final ReadKeyStats stats;
  private final ManageKeys manage;
  private final AwaitNodes nodes;
  private final CurrentCaller caller;
  private final InstantSource clock;

  ApiKeyResource(
      Jdbi jdbi,
      ApiKeys keys,
      ListKeys list,
      ReadKeyStats stats,
      ManageKeys manage,
      AwaitNodes nodes,
      CurrentCaller caller,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.list = list;
    this.stats = stats;
    this.manage = manage;
    this.nodes = nodes;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "listApiKeys", summary = "The organization's API keys, newest first")
  public Page<ListedKeyView> list(@BeanParam KeyFilter filter, @BeanParam PageRequest page) {
    Instant now = clock.instant();
    var after = page.after(IdKind.API_KEY);
    int limit = page.limit();
    List<ListKeys.Row> rows =
        jdbi.withHandle(
            handle -> list.page(handle, caller.organizationId(), filter, after, limit + 1, now));
    return Page.cut(rows, limit, row -> IdKind.API_KEY.format(row.key().id()))
        .map(row -> ListedKeyView.of(row, now));
  }

  @GET
  @Path("hygiene")
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(
      operationId = "countApiKeyHygiene",
      summary = "How many active API keys want a look, and why")
  public KeyHygieneView hygiene() {
    return jdbi.withHandle(
        handle -> list.hygiene(handle, caller.organizationId(), clock.instant()));
  }

  @GET
  @Path("{id}")
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "getApiKey", summary = "One API key")
  public ApiKeyView get(@PathParam("id") String id) {
    UUID keyId = parse(id);
    return jdbi.withHandle(handle -> keys.find(handle, caller.organizationId(), keyId))
        .map(key -> ApiKeyView.of(key, clock.instant()))
        .orElseThrow(ManageKeys::notFound);
  }

  @GET
  @Path("{id}/stats")
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "getApiKeyStats", summary = "How an API key is used")
  public KeyStatsView stats(
      @PathParam("id") String id,
      @Parameter(description = "Whose days are counted: an IANA name such as Europe/Berlin")
          @QueryParam("timeZone")
          @DefaultValue("UTC")
          String timeZone) {
    return stats.read(caller.organizationId(), parse(id), timeZone);
  }

  @POST
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "createApiKey",
      summary = "Create an API key",
      description = "The answer is the only place where the key itself ever appears.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CreatedKeyView.class)))
  public RestResponse<CreatedKeyView> create(@Nullable CreateKeyRequest request) {
    return created(manage.create(present(request)));
  }

  @POST
  @Path("{id}/rotate")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "rotateApiKey",
      summary = "Put a new API key in this one's place",
      description =
          "The new key has the same settings and the same length of life, and is in this answer"
              + " only. The old one expires after the overlap. Only active keys that were not"
              + " rotated before can be: else 409.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CreatedKeyView.class)))
  public RestResponse<CreatedKeyView> rotate(
      @PathParam("id") String id, @Nullable RotateRequest request) {
    return created(manage.rotate(parse(id), present(request)));
  }

  @PATCH
  @Path("{id}")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "changeApiKey",
      summary = "Change, disable or enable an API key",
      description = "What is absent stays as it is.")
  public ApiKeyView change(@PathParam("id") String id, @Nullable ChangeKeyRequest request) {
    return ApiKeyView.of(manage.change(parse(id), present(request)), clock.instant());
  }

  @DELETE
  @Path("{id}")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "revokeApiKey",
      summary = "Revoke an API key for good",
      description =
          "Waits up to 3.5 seconds until every running node refuses the key, and says how many do."
              + " Revoking it again changes nothing and answers the same.")
  public RevokedKeyView revoke(@PathParam("id") String id) {
    long startNanos = System.nanoTime();
    ApiKey key = manage.revoke(parse(id));
    KeyChanges.Standing standing = nodes.await(key.id());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    return new RevokedKeyView(
        ApiKeyView.of(key, clock.instant()),
        new RevokedKeyView.Propagation(standing.nodes(), standing.acknowledged(), millis));
  }

  private RestResponse<CreatedKeyView> created(MakeKey.Made made) {
    CreatedKeyView view = CreatedKeyView.of(made, clock.instant());
    return RestResponse.ResponseBuilder.<CreatedKeyView>created(
            URI.create(PATH + "/" + view.apiKey().id()))
        .entity(view)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static <T> T present(@Nullable T body) {
    if (body == null) {
      throw ProblemException.badRequest("Send the API key's settings as a JSON object.");
    }
    return body;
  }

  private static UUID parse(String id) {
    return IdKind.API_KEY.parse(id).orElseThrow(ManageKeys::notFound);
  }
}
