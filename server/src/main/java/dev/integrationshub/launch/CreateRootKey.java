package dev.integrationshub.launch;

import dev.integrationshub.organizations.RootKeys;
import dev.integrationshub.platform.configuration.ConfigurationException;
import dev.integrationshub.platform.configuration.HubSettings;
import dev.integrationshub.platform.configuration.Secret;
import dev.integrationshub.platform.crypto.EncryptionKeyFile;
import dev.integrationshub.platform.crypto.KeyHasher;
import dev.integrationshub.platform.database.DatabaseAddress;
import dev.integrationshub.platform.database.DatabaseCheck;
import dev.integrationshub.platform.database.EmbeddedDatabase;
import dev.integrationshub.platform.ids.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.postgresql.ds.PGSimpleDataSource;

/** {@code ./hub root-key}: makes a root key and prints it once, whether or not the hub runs. */
final class CreateRootKey {
  private static final String NAME = "made by ./hub root-key";

  private CreateRootKey() {}

  static int run(HubSettings settings) {
    try {
      Optional<Secret> url = settings.database().url();
      if (url.isPresent()) {
        DatabaseAddress address = DatabaseAddress.parse(url.get().value());
        DatabaseCheck.external(address);
        return create(settings, address);
      }
      return createEmbedded(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int createEmbedded(HubSettings settings) throws IOException {
    var directory = settings.server().dataDirectory();
    try (DataDirectory held = DataDirectory.tryHold(directory)) {
      if (held == null) {
        DatabaseAddress address =
            EmbeddedDatabase.running(directory)
                .orElseThrow(
                    () ->
                        new ConfigurationException(
                            "The hub on this data directory is still starting, or has a database elsewhere: try again when it is ready, with the same HUB_DATABASE_URL"));
        return create(settings, address);
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
        return create(settings, database.address());
      }
    }
  }

  private static int create(HubSettings settings, DatabaseAddress address) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(address.jdbcUrl().value());
    address.user().ifPresent(dataSource::setUser);
    address.password().map(Secret::value).ifPresent(dataSource::setPassword);
    KeyHasher hasher =
        new KeyHasher(EncryptionKeyFile.load(settings.crypto(), settings.server().dataDirectory()));
    InstantSource clock = InstantSource.system();
    RootKeys rootKeys = new RootKeys(Jdbi.create(dataSource), hasher, new Ids(clock), clock);
    try {
      System.out.println(rootKeys.create(NAME));
    } catch (UnableToCreateStatementException e) {
      throw new ConfigurationException(
          "This database has never been used by a hub: start it once with ./hub run", e);
    }
    return 0;
  }
}
