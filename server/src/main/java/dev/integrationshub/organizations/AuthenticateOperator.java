package dev.integrationshub.organizations;

import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CallerAuthenticator;
import dev.integrationshub.platform.access.Credentials;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Proves the operator by a root key, and the organization that it names exists. */
@ApplicationScoped
class AuthenticateOperator implements CallerAuthenticator {
  private final RootKeys rootKeys;
  private final Organizations organizations;

  AuthenticateOperator(RootKeys rootKeys, Organizations organizations) {
    this.rootKeys = rootKeys;
    this.organizations = organizations;
  }

  @Override
  public Optional<Caller> authenticate(Credentials credentials, Access access) {
    return credentials
        .bearer()
        .flatMap(rootKeys::find)
        .map(key -> new Caller.Operator(key.id(), key.name(), organization(credentials)));
  }

  private Optional<UUID> organization(Credentials credentials) {
    return credentials
        .organizationHeader()
        .map(
            text ->
                IdKind.ORGANIZATION
                    .parse(text)
                    .filter(organizations::exists)
                    .orElseThrow(
                        () ->
                            ProblemException.notFound("organization as X-Organization-Id names")));
  }
}
