package dev.integrationshub.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What signatures are verified with (Standard Webhooks, "Signature scheme"). */
sealed interface WebhookKey {

  /**
   * @param text {@code whsec_…} or {@code whpk_…}
   * @throws IllegalArgumentException when it is neither; the message doesn't repeat the text
   */
  static WebhookKey parse(String text) {
    if (text.startsWith(SharedSecret.PREFIX)) {
      return SharedSecret.of(decode(text, SharedSecret.PREFIX));
    }
    if (text.startsWith(Ed25519Key.PREFIX)) {
      return Ed25519Key.of(decode(text, Ed25519Key.PREFIX));
    }
    throw new IllegalArgumentException(
        "a webhook's key begins with whsec_ (its secret) or whpk_ (its public key)");
  }

  /** What stands before the comma of the signatures that this key verifies. */
  String scheme();

  /** Whether this is the signature of the two parts, one after the other. */
  boolean verifies(byte[] signature, byte[] head, byte[] body);

  private static byte[] decode(String text, String prefix) {
    try {
      return Base64.getDecoder().decode(text.substring(prefix.length()).getBytes(ISO_8859_1));
    } catch (IllegalArgumentException e) {
      // Without the cause: its message tells a character of the secret.
      throw new IllegalArgumentException("what follows " + prefix + " is not base64");
    }
  }

  /** HMAC-SHA-256 with a secret that the hub has, too. */
  final class SharedSecret implements WebhookKey {
    static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    private final SecretKeySpec key;

    private SharedSecret(SecretKeySpec key) {
      this.key = key;
    }

    static SharedSecret of(byte[] bytes) {
      if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException(
            "a webhook's secret has 24 to 64 bytes after whsec_, not " + bytes.length);
      }
      return new SharedSecret(new SecretKeySpec(bytes, ALGORITHM));
    }

    @Override
    public String scheme() {
      return "v1";
    }

    @Override
    public boolean verifies(byte[] signature, byte[] head, byte[] body) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        mac.update(head);
        // Takes the same time however much of the signature is right.
        return MessageDigest.isEqual(mac.doFinal(body), signature);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK lacks HMAC-SHA-256", e);
      }
    }
  }

  /** Ed25519 with the public half of a key pair, of which the hub alone has the private one. */
  final class Ed25519Key implements WebhookKey {
    static final String PREFIX = "whpk_";
    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 32;

    /** What stands before the 32 bytes of an Ed25519 key in X.509 (RFC 8410 section 4). */
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final PublicKey key;

    private Ed25519Key(PublicKey key) {
      this.key = key;
    }

    static Ed25519Key of(byte[] bytes) {
      if (bytes.length != BYTES) {
        throw new IllegalArgumentException(
            "a webhook's public key has 32 bytes after whpk_, not " + bytes.length);
      }
      byte[] encoded = new byte[X509_HEAD.length + BYTES];
      System.arraycopy(X509_HEAD, 0, encoded, 0, X509_HEAD.length);
      System.arraycopy(bytes, 0, encoded, X509_HEAD.length, BYTES);
      try {
        return new Ed25519Key(
            KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("what follows whpk_ is no Ed25519 public key", e);
      }
    }

    @Override
    public String scheme() {
      return "v1a";
    }

    @Override
    public boolean verifies(byte[] signature, byte[] head, byte[] body) {
      try {
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(key);
        verifier.update(head);
        verifier.update(body);
        return verifier.verify(signature);
      } catch (SignatureException malformed) {
        // How the JDK says no to a signature of another length, or whose numbers are out of range.
        return false;
      } catch (NoSuchAlgorithmException | InvalidKeyException e) {
        throw new IllegalStateException("the JDK lacks Ed25519", e);
      }
    }
  }
}
