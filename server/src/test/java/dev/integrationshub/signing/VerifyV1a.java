package dev.integrationshub.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a receiver does with a {@code v1a} signature, from the specification and apart from the
 * hub's code: the official Java library knows {@code v1} only.
 */
public final class VerifyV1a {
  /** What stands before the 32 bytes of an Ed25519 key in X.509 (RFC 8410 section 4). */
  private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private VerifyV1a() {}

  /**
   * @param publicKey {@code whpk_…}
   * @param signatures the header's value: any one that is right will do
   */
  public static boolean isValid(
      String publicKey, String id, String timestamp, byte[] body, String signatures) {
    return List.of(signatures.split(" ")).stream()
        .map(VerifyV1a::v1a)
        .flatMap(Optional::stream)
        .anyMatch(signature -> verify(publicKey, id + "." + timestamp + ".", body, signature));
  }

  private static Optional<byte[]> v1a(String signature) {
    String[] parts = signature.split(",", 2);
    return parts[0].equals("v1a")
        ? Optional.of(Base64.getDecoder().decode(parts[1]))
        : Optional.empty();
  }

  private static boolean verify(String publicKey, String head, byte[] body, byte[] signature) {
    try {
      byte[] raw = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
      byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + raw.length);
      System.arraycopy(raw, 0, encoded, X509_HEAD.length, raw.length);
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(head.getBytes(UTF_8));
      verifier.update(body);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
