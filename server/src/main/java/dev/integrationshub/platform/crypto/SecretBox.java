package dev.integrationshub.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/**
 * Encrypts what must be stored and read again: webhook secrets, custom headers. AEAD, so that a
 * ciphertext moved to another row or column does not open there.
 */
public final class SecretBox {
  private final Aead aead;

  SecretBox(Aead aead) {
    this.aead = aead;
  }

  /**
   * @param context names the place, such as {@code webhook secret wh_…}; the same one opens it
   */
  public byte[] seal(byte[] plaintext, String context) {
    try {
      return aead.encrypt(plaintext, context.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't encrypt " + context, e);
    }
  }

  /**
   * @throws IllegalStateException when it was sealed for another context or by another keyset
   */
  public byte[] open(byte[] ciphertext, String context) {
    try {
      return aead.decrypt(ciphertext, context.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("can't decrypt " + context, e);
    }
  }
}
