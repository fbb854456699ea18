package dev.integrationshub.sessions;

import dev.integrationshub.platform.access.SessionCookie;
import dev.integrationshub.platform.configuration.ServerSettings;
import dev.integrationshub.platform.configuration.WebhookSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Logs an account in: a new session, its cookie, and the answer that describes it. */
@ApplicationScoped
class OpenSession {
  private final Sessions sessions;
  private final ServerSettings server;
  private final WebhookSettings webhooks;

  OpenSession(Sessions sessions, ServerSettings server, WebhookSettings webhooks) {
    this.sessions = sessions;
    this.server = server;
    this.webhooks = webhooks;
  }

  /** The session under this token, as its owner sees it. */
  Optional<SessionView> describe(String token, String clientIp) {
    return sessions
        .find(token)
        .map(s -> SessionView.of(s, sessions.csrfToken(token), clientIp, webhooks));
  }

  RestResponse<SessionView> answer(Account account, RestResponse.Status status, String clientIp) {
    String token = sessions.open(account);
    SessionView session =
        describe(token, clientIp)
            .orElseThrow(() -> new IllegalStateException("a session just opened is not there"));
    return RestResponse.ResponseBuilder.create(status, session)
        .cookie(SessionCookie.holding(token, Sessions.LIFETIME, server))
        .header("Cache-Control", "no-store")
        .build();
  }
}
