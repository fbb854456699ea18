package dev.integrationshub.signing;

/** What signs a webhook's messages; it never shows itself in a log. */
public sealed interface SigningKey permits WebhookSecret, WebhookKeyPair {

  /** A new one for the scheme. */
  static SigningKey generate(SignatureScheme scheme) {
    return switch (scheme) {
      case V1 -> WebhookSecret.generate();
      case V1A -> WebhookKeyPair.generate();
    };
  }

  /**
   * @param bytes as {@link #bytes} gave them
   */
  static SigningKey of(SignatureScheme scheme, byte[] bytes) {
    return switch (scheme) {
      case V1 -> new WebhookSecret(bytes);
      case V1A -> new WebhookKeyPair(bytes);
    };
  }

  SignatureScheme scheme();

  /** The key itself: a secret, to be stored sealed only. */
  byte[] bytes();

  /** What the customer copies into the receiver, to verify signatures with. */
  String verifier();

  /** The signature of these parts, one after the other. */
  byte[] sign(byte[] head, byte[] body);
}
