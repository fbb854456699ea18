package dev.integrationshub.sessions;

import dev.integrationshub.platform.access.SessionCookie;
import dev.integrationshub.platform.configuration.ServerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.RestResponse;

/** Logs an account in: a new session, its cookie, and the answer that describes it. */
@ApplicationScoped
class OpenSession {
  private final Sessions sessions;
  private final ServerSettings server;

  OpenSession(Sessions sessions, ServerSettings server) {
    this.sessions = sessions;
    this.server = server;
  }

  RestResponse<SessionView> answer(Account account, RestResponse.Status status, String clientIp) {
    String token = sessions.open(account);
    Session session =
        sessions
            .find(token)
            .orElseThrow(() -> new IllegalStateException("a session just opened is not there"));
    return RestResponse.ResponseBuilder.create(
            status, SessionView.of(session, sessions.csrfToken(token), clientIp))
        .cookie(SessionCookie.holding(token, Sessions.LIFETIME, server))
        .header("Cache-Control", "no-store")
        .build();
  }
}
