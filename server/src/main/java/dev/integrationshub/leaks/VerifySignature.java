package dev.integrationshub.leaks;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** GitHub's signatures: ECDSA over SHA-256 with the curve P-256, in DER and base64. */
final class VerifySignature {
  private static final String START = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private VerifySignature() {}

  /**
   * @param body exactly as received
   */
  static boolean isBy(ECPublicKey key, byte[] body, String signature) {
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(body);
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException | SignatureException notOfThisForm) {
      return false;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("the JDK lacks ECDSA with P-256", e);
    }
  }

  /**
   * Reads a public key in PEM.
   *
   * @return empty for anything but a key of the curve P-256
   */
  static Optional<ECPublicKey> key(String pem) {
    String text = pem.strip();
    if (!text.startsWith(START) || !text.endsWith(END)) {
      return Optional.empty();
    }
    String base64 = text.substring(START.length(), text.length() - END.length());
    try {
      byte[] der = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der))
                  instanceof ECPublicKey key
              && isOfP256(key)
          ? Optional.of(key)
          : Optional.empty();
    } catch (IllegalArgumentException | GeneralSecurityException notSuchAKey) {
      return Optional.empty();
    }
  }

  private static boolean isOfP256(ECPublicKey key) throws GeneralSecurityException {
    AlgorithmParameters p256 = AlgorithmParameters.getInstance("EC");
    p256.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec expected = p256.getParameterSpec(ECParameterSpec.class);
    ECParameterSpec actual = key.getParams();
    return actual.getCurve().equals(expected.getCurve())
        && actual.getGenerator().equals(expected.getGenerator())
        && actual.getOrder().equals(expected.getOrder());
  }
}
