package dev.integrationshub.keys;

import dev.integrationshub.platform.access.Caller;
import dev.integrationshub.platform.access.CallerAuthenticator;
import dev.integrationshub.platform.access.Credentials;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class TestRootKey implements CallerAuthenticator {
  @Override
  public Optional<Caller> authenticate(Credentials credentials) {
    return credentials
        .bearer()
        .filter(HubDatabase.ROOT_KEY::equals)
        .map(
            key ->
                new Caller.Operator(
                    new UUID(0, 1),
                    "test",
                    credentials.organizationHeader().flatMap(IdKind.ORGANIZATION::parse)));
  }
}
