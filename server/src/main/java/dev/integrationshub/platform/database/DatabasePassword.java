package dev.integrationshub.platform.database;

import dev.integrationshub.platform.configuration.Secret;
import dev.integrationshub.platform.crypto.OwnerOnlyFile;
import dev.integrationshub.platform.crypto.RandomText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded server's password, made once and kept in the data directory, mode 600. */
final class DatabasePassword {
  private static final int LENGTH = 43;

  private DatabasePassword() {}

  static Secret loadOrCreate(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve("database-password");
    if (!Files.exists(file)) {
      OwnerOnlyFile.create(file, RandomText.base62(LENGTH));
    }
    return new Secret(Files.readString(file).strip());
  }
}
