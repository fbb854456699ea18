package dev.integrationshub.platform.crypto;

import dev.integrationshub.platform.configuration.CryptoSettings;
import dev.integrationshub.platform.configuration.ServerSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Derives what protects secrets from the one encryption key. */
class ProvideCrypto {
  @Produces
  @Singleton
  EncryptionKey encryptionKey(CryptoSettings crypto, ServerSettings server) {
    return EncryptionKeyFile.load(crypto, server.dataDirectory());
  }

  @Produces
  @Singleton
  KeyHasher keyHasher(EncryptionKey key) {
    return new KeyHasher(key);
  }

  @Produces
  @Singleton
  SecretBox secretBox(EncryptionKey key, Jdbi jdbi) {
    return new OpenKeyset(jdbi).with(key);
  }
}
