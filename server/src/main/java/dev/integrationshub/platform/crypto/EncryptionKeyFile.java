package dev.integrationshub.platform.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.integrationshub.platform.configuration.ConfigurationException;
import dev.integrationshub.platform.configuration.CryptoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Finds the encryption key: the operator's, or one made in the data directory at the first start.
 */
public final class EncryptionKeyFile {
  private static final String NAME = "encryption-key";

  private EncryptionKeyFile() {}

  /**
   * @throws ConfigurationException when the file can't be read or made
   */
  public static EncryptionKey load(CryptoSettings settings, Path dataDirectory) {
    if (settings.encryptionKey().isPresent()) {
      return decode(settings.encryptionKey().get().value(), "HUB_ENCRYPTION_KEY");
    }
    Path file = dataDirectory.resolve(NAME);
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        create(file);
      }
      return decode(Files.readString(file, US_ASCII).strip(), file.toString());
    } catch (IOException e) {
      throw new ConfigurationException(
          "The encryption key "
              + file
              + " can't be read: give this user access to it, or set HUB_ENCRYPTION_KEY",
          e);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] key = new byte[EncryptionKey.BYTES];
    new SecureRandom().nextBytes(key);
    OwnerOnlyFile.createOnce(file, Base64.getEncoder().encodeToString(key));
  }

  private static EncryptionKey decode(String base64, String source) {
    try {
      return new EncryptionKey(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          source + " does not hold 32 bytes in base64: restore it from a backup", e);
    }
  }
}
