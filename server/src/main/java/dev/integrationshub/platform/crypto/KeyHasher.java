package dev.integrationshub.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 of credentials under the pepper, which is derived from the encryption key and so
 * lies outside the database: a stolen database can't be searched for keys.
 */
public final class KeyHasher {
  /** Stored beside each hash, so that the pepper can be changed one day. */
  public static final int PEPPER_VERSION = 1;

  private final SecretKeySpec pepper;

  public KeyHasher(EncryptionKey key) {
    this.pepper = new SecretKeySpec(key.derive("key hash pepper"), "HmacSHA256");
  }

  /** 32 bytes. Compare them with {@link java.security.MessageDigest#isEqual}. */
  public byte[] hash(String credential) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(pepper);
      return mac.doFinal(credential.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks HMAC-SHA-256", e);
    }
  }
}
