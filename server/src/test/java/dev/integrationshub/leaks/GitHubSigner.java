package dev.integrationshub.leaks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.keys.HubClient;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Signs reports as GitHub does, with a key made for the test. */
record GitHubSigner(String identifier, KeyPair keys) {

  static GitHubSigner create(String identifier) {
    return create(identifier, "secp256r1");
  }

  static GitHubSigner create(String identifier, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return new GitHubSigner(identifier, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The document in which GitHub tells its public keys. */
  static String document(GitHubSigner... signers) {
    return Arrays.stream(signers)
        .map(
            signer ->
                "{\"key_identifier\":\"%s\",\"key\":\"%s\",\"is_current\":true}"
                    .formatted(signer.identifier, signer.pem().replace("\n", "\\n")))
        .collect(Collectors.joining(",", "{\"public_keys\":[", "]}"));
  }

  ECPublicKey publicKey() {
    return (ECPublicKey) keys.getPublic();
  }

  String pem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  String sign(String body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(body.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a report as GitHub does: without a credential of the hub's. */
  HubClient.Answer send(URI hub, String body) {
    return send(hub, body, sign(body));
  }

  HubClient.Answer send(URI hub, String body, String signature) {
    return new HubClient(
            hub,
            Map.of(ProveGitHub.KEY_HEADER, identifier, ProveGitHub.SIGNATURE_HEADER, signature))
        .post("/api/leaks", body);
  }
}
