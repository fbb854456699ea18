package dev.integrationshub.signing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** How a webhook's requests are signed (Standard Webhooks, "Signature scheme"). */
public enum SignatureScheme {
  /** HMAC-SHA-256 with a secret that the receiver has, too. */
  @JsonProperty("v1")
  V1("v1"),
  /** Ed25519: the receiver has the public key only, and can sign nothing. */
  @JsonProperty("v1a")
  V1A("v1a");

  private static final List<SignatureScheme> ALL = List.of(values());

  private final String code;

  SignatureScheme(String code) {
    this.code = code;
  }

  /** What stands before the comma of a signature, in the API and in the database. */
  public String code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException when there is no such scheme
   */
  public static SignatureScheme of(String code) {
    for (SignatureScheme scheme : ALL) {
      if (scheme.code.equals(code)) {
        return scheme;
      }
    }
    throw new IllegalArgumentException("no scheme of signatures: " + code);
  }
}
