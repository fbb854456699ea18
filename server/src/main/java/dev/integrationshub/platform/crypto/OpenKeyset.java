package dev.integrationshub.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.integrationshub.platform.configuration.ConfigurationException;
import java.security.GeneralSecurityException;
import org.jdbi.v3.core.Jdbi;

/**
 * Opens the Tink keyset that encrypts secrets at rest. It lies in the database, wrapped by the
 * encryption key, so that the data keys can be rotated without touching any node's configuration.
 */
final class OpenKeyset {
  private static final byte[] CONTEXT = "integrations hub keyset".getBytes(UTF_8);

  private static final String INSERT =
      """
      INSERT INTO encryption_keyset (id, wrapped) VALUES (1, :wrapped)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String SELECT = "SELECT wrapped FROM encryption_keyset WHERE id = 1";

  private final Jdbi jdbi;

  OpenKeyset(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * @throws ConfigurationException when the encryption key is not the one this database was set up
   *     with
   */
  SecretBox with(EncryptionKey key) {
    Aead wrapping = key.wrappingAead();
    byte[] wrapped = readOrCreate(wrapping);
    KeysetHandle keyset;
    try {
      keyset =
          TinkProtoKeysetFormat.parseEncryptedKeyset(
              wrapped, wrapping, CONTEXT, AeadConfig2026.get());
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(
          "The encryption key does not open this database's secrets: set HUB_ENCRYPTION_KEY to the key it was first started with",
          e);
    }
    try {
      return new SecretBox(keyset.getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink can't use the stored keyset", e);
    }
  }

  /** Of nodes that start at once for the first time, one inserts and all read what it inserted. */
  private byte[] readOrCreate(Aead wrapping) {
    return jdbi.inTransaction(
        handle -> {
          var existing = handle.createQuery(SELECT).mapTo(byte[].class).findOne();
          if (existing.isPresent()) {
            return existing.get();
          }
          handle.createUpdate(INSERT).bind("wrapped", newKeyset(wrapping)).execute();
          return handle.createQuery(SELECT).mapTo(byte[].class).one();
        });
  }

  private static byte[] newKeyset(Aead wrapping) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
          wrapping,
          CONTEXT,
          AeadConfig2026.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink can't make a keyset", e);
    }
  }
}
