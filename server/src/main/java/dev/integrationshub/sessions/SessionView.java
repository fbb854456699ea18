package dev.integrationshub.sessions;

import dev.integrationshub.platform.access.Role;
import dev.integrationshub.platform.configuration.WebhookSettings;
import dev.integrationshub.platform.ids.IdKind;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who one is, and what the page needs to know of it. */
@Schema(name = "Session")
public record SessionView(
    User user,
    OrganizationName organization,
    Role role,
    @Schema(description = "To be sent as X-CSRF-Token with every write") String csrfToken,
    @Schema(description = "The caller's address as the hub sees it", examples = "203.0.113.9")
        String clientIp,
    WebhookUrlRules webhookUrlRules) {

  /** The person logged in. */
  @Schema(name = "SessionUser")
  public record User(String id, String name, String email) {}

  /** The organization they act in. */
  @Schema(name = "SessionOrganization")
  public record OrganizationName(String id, String name) {}

  /**
   * What the operator allows webhooks beyond public HTTPS, so that the page checks as the hub does.
   */
  @Schema(name = "WebhookUrlRules")
  public record WebhookUrlRules(boolean httpAllowed, boolean privateAddressesAllowed) {
    static WebhookUrlRules of(WebhookSettings settings) {
      return new WebhookUrlRules(settings.allowHttp(), !settings.allowAddresses().isEmpty());
    }
  }

  static SessionView of(
      Session session, String csrfToken, String clientIp, WebhookSettings webhooks) {
    return new SessionView(
        new User(IdKind.USER.format(session.userId()), session.name(), session.email()),
        organization(session.organizationId(), session.organizationName()),
        session.role(),
        csrfToken,
        clientIp,
        WebhookUrlRules.of(webhooks));
  }

  private static OrganizationName organization(UUID id, String name) {
    return new OrganizationName(IdKind.ORGANIZATION.format(id), name);
  }

  @Override
  public String toString() {
    return "SessionView[user=" + user + "]";
  }
}
