package dev.integrationshub.verification;

import dev.integrationshub.keys.KeyFormat;
import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.access.Access;
import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CallerAuthenticator;
import dev.integrationshub.platform.access.Credentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Lets an organization's programs use the hub's own API by the same decision as everywhere. */
@ApplicationScoped
class AuthenticateApiKey implements CallerAuthenticator {
  private final AdmitKey admitKey;
  private final MeteredCall metered;

  AuthenticateApiKey(AdmitKey admitKey, MeteredCall metered) {
    this.admitKey = admitKey;
    this.metered = metered;
  }

  @Override
  public Optional<Caller> authenticate(Credentials credentials, Access access) {
    return credentials
        .bearer()
        .filter(KeyFormat::isApiKey)
        .map(key -> prove(key, credentials, access));
  }

  private Caller prove(String key, Credentials credentials, Access access) {
    long startNanos = System.nanoTime();
    Set<String> scopes = access.apiKeyScope().map(Set::of).orElse(Set.of());
    ProvenKey proven = admitKey.admit(key, new Ask(scopes, credentials.clientAddress(), 1));
    metered.allowed(proven.id(), startNanos);
    return new Caller.ApiKey(
        proven.id(), proven.name(), proven.organizationId(), Set.copyOf(proven.scopes()));
  }
}
