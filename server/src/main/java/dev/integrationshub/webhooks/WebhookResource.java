package dev.integrationshub.webhooks;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.CurrentCaller;
import dev.integrationshub.platform.access.RequiresAccess;
import dev.integrationshub.platform.http.Page;
import dev.integrationshub.platform.http.PageRequest;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import dev.integrationshub.signing.SigningKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@Path(WebhookResource.PATH)
@Tag(name = "Webhooks")
@RunOnVirtualThread
class WebhookResource {
  static final String PATH = "/api/organizations/webhooks";

  private final Jdbi jdbi;
  private final ManageWebhooks manage;
  private final ChangeWebhook changeWebhook;
  private final RotateSecret rotateSecret;
  private final CurrentCaller caller;

  WebhookResource(
      Jdbi jdbi,
      ManageWebhooks manage,
      ChangeWebhook changeWebhook,
      RotateSecret rotateSecret,
      CurrentCaller caller) {
    this.jdbi = jdbi;
    this.manage = manage;
    this.changeWebhook = changeWebhook;
    this.rotateSecret = rotateSecret;
    this.caller = caller;
  }

  @GET
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "listWebhooks", summary = "The organization's webhooks, newest first")
  public Page<WebhookView> list(@BeanParam PageRequest page) {
    var after = page.after(IdKind.WEBHOOK);
    int limit = page.limit();
    List<Webhook> rows =
        jdbi.withHandle(handle -> Webhooks.list(handle, caller.organizationId(), after, limit + 1));
    return Page.cut(rows, limit, webhook -> IdKind.WEBHOOK.format(webhook.id()))
        .map(WebhookView::of);
  }

  @GET
  @Path("{id}")
  @RequiresAccess(Access.ORGANIZATION_READ)
  @Operation(operationId = "getWebhook", summary = "One webhook")
  public WebhookView get(@PathParam("id") String id) {
    UUID webhookId = FindWebhook.idOrThrow(id);
    return jdbi.withHandle(handle -> Webhooks.find(handle, caller.organizationId(), webhookId))
        .map(WebhookView::of)
        .orElseThrow(FindWebhook::notFound);
  }

  @POST
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "createWebhook",
      summary = "Create a webhook",
      description =
          "An organization has at most 50, or as many as the operator lets it have. The answer"
              + " holds the secret.")
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CreatedWebhookView.class)))
  public RestResponse<CreatedWebhookView> create(@Nullable CreateWebhookRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send the webhook's settings as a JSON object.");
    }
    ManageWebhooks.Created created = manage.create(request);
    WebhookView view = WebhookView.of(created.webhook());
    return RestResponse.ResponseBuilder.<CreatedWebhookView>created(
            URI.create(PATH + "/" + view.id()))
        .entity(new CreatedWebhookView(view, created.key().verifier()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @PATCH
  @Path("{id}")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "changeWebhook",
      summary = "Change, disable or enable a webhook",
      description =
          "What is absent stays as it is. headers replaces the whole list; because values are secret"
              + " and never shown again, an entry without value keeps the value that is stored under"
              + " its name. A disabled webhook gets no new deliveries. Those that are pending keep"
              + " their schedule but are not attempted while it is disabled: once it is enabled,"
              + " what has come due meanwhile is sent at once. An attempt under way ends by the"
              + " former settings.")
  public WebhookView change(@PathParam("id") String id, @Nullable ChangeWebhookRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send the settings to change as a JSON object.");
    }
    return WebhookView.of(changeWebhook.change(FindWebhook.idOrThrow(id), request));
  }

  @DELETE
  @Path("{id}")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "deleteWebhook",
      summary = "Delete a webhook",
      description = "Its pending deliveries are cancelled.")
  @APIResponse(responseCode = "204", description = "Deleted")
  public void delete(@PathParam("id") String id) {
    manage.delete(FindWebhook.idOrThrow(id));
  }

  @GET
  @Path("{id}/secret")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "getWebhookSecret",
      summary = "The secret that signs a webhook's requests",
      description = "For owners and admins, and keys that may write; each reading is audited.")
  public RestResponse<SecretView> secret(@PathParam("id") String id) {
    SigningKey key = manage.key(FindWebhook.idOrThrow(id));
    return RestResponse.ResponseBuilder.ok(new SecretView(key.verifier()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @POST
  @Path("{id}/rotate-secret")
  @RequiresAccess(Access.ORGANIZATION_WRITE)
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Give a webhook a new secret",
      description =
          "The answer holds the new secret, or for v1a the new public key; signatureScheme changes from"
              + " the one to the other. Until the overlap ends, each request carries a signature"
              + " by the new secret first and then by each former one that has not ended, the newest"
              + " first; at most 5 former secrets sign at a time (409). overlapHours 0 ends all of"
              + " them at once.")
  @APIResponse(
      responseCode = "200",
      description = "The webhook with its new secret",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CreatedWebhookView.class)))
  public RestResponse<CreatedWebhookView> rotateSecret(
      @PathParam("id") String id, @Nullable RotateSecretRequest request) {
    if (request == null) {
      throw ProblemException.badRequest("Send {\"overlapHours\": 24}, or another overlap.");
    }
    UUID webhookId = FindWebhook.idOrThrow(id);
    RotateSecret.Rotated rotated =
        rotateSecret.rotate(
            webhookId, request.hours(), Optional.ofNullable(request.signatureScheme()));
    return RestResponse.ResponseBuilder.ok(
            new CreatedWebhookView(WebhookView.of(rotated.webhook()), rotated.key().verifier()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
