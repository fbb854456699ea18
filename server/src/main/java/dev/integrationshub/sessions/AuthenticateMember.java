package dev.integrationshub.sessions;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CallerAuthenticator;
import dev.integrationshub.platform.access.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Proves a member by the session cookie; an expired one counts as none. */
@ApplicationScoped
class AuthenticateMember implements CallerAuthenticator {
  private final Sessions sessions;

  AuthenticateMember(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Optional<Caller> authenticate(Credentials credentials, Access access) {
    if (credentials.bearer().isPresent()) {
      return Optional.empty();
    }
    return credentials
        .sessionCookie()
        .flatMap(
            token ->
                sessions
                    .find(token)
                    .map(
                        session ->
                            new Caller.Member(
                                session.userId(),
                                session.name(),
                                session.organizationId(),
                                session.role(),
                                session.id(),
                                sessions.csrfToken(token))));
  }
}
