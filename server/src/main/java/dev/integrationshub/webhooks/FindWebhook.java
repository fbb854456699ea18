package dev.integrationshub.webhooks;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Finds the webhook that a request's path names. */
public final class FindWebhook {
  private FindWebhook() {}

  /**
   * @param enabled whether requests are sent to it
   */
  public record Found(UUID id, boolean enabled) {}

  /**
   * @throws ProblemException 404 when the organization has no such webhook
   */
  public static Found orThrow(Handle handle, UUID organizationId, String id) {
    UUID webhookId = idOrThrow(id);
    return Webhooks.isEnabled(handle, organizationId, webhookId)
        .map(enabled -> new Found(webhookId, enabled))
        .orElseThrow(FindWebhook::notFound);
  }

  /** 409 for what needs a webhook that requests are sent to. */
  public static ProblemException disabled() {
    return ProblemException.conflict("The webhook is disabled: enable it first.");
  }

  static UUID idOrThrow(String id) {
    return IdKind.WEBHOOK.parse(id).orElseThrow(FindWebhook::notFound);
  }

  static ProblemException notFound() {
    return ProblemException.notFound("webhook");
  }
}
