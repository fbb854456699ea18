package dev.integrationshub.leaks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifySignatureTest {
  /** The example of GitHub's documentation, signed by GitHub with a key of its own. */
  private static final String BODY =
      "[{\"source\":\"commit\",\"token\":\"some_token\",\"type\":\"some_type\","
          + "\"url\":\"https://example.com/base-repo-url/\"}]";

  private static final String SIGNATURE =
      "MEQCIQDaMKqrGnE27S0kgMrEK0eYBmyG0LeZismAEz/BgZyt7AIfXt9fErtRS4XaeSt/AO1RtBY66YcAdjxji410VQV4xg==";

  /** Known to GitHub as bcb53661c06b4728e59d897fb6165d5c9cda0fd9cdf9d09ead458168deb7518c. */
  private static final String KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYAGMWO8XgCamYKMJS6jc/qgvSlAd
      AjPuDPRcXU22YxgBrz+zoN19MzuRyW87qEt9/AmtoNP5GrobzUvQSyJFVw==
      -----END PUBLIC KEY-----
      """;

  private final ECPublicKey key = VerifySignature.key(KEY).orElseThrow();

  @Test
  void gitHubsOwnExampleIsGood() {
    assertThat(VerifySignature.isBy(key, BODY.getBytes(UTF_8), SIGNATURE)).isTrue();
  }

  @Test
  void everyChangedByteOfTheBodyIsFound() {
    byte[] body = BODY.getBytes(UTF_8);
    for (int i = 0; i < body.length; i++) {
      body[i] ^= 1;
      assertThat(VerifySignature.isBy(key, body, SIGNATURE)).isFalse();
      body[i] ^= 1;
    }
    assertThat(VerifySignature.isBy(key, (BODY + "\n").getBytes(UTF_8), SIGNATURE)).isFalse();
  }

  @Test
  void anotherKeysSignatureIsRefused() {
    String other = GitHubSigner.create("other").sign(BODY);
    assertThat(VerifySignature.isBy(key, BODY.getBytes(UTF_8), other)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no base64!", "MEQCIQ==", "MAYCAQACAQA=", "MAYCAQECAQE="})
  void whatIsNoSignatureIsRefusedWithoutAnError(String signature) {
    assertThat(VerifySignature.isBy(key, BODY.getBytes(UTF_8), signature)).isFalse();
  }

  @Test
  void onlyKeysOfTheCurveP256AreTaken() {
    assertThat(VerifySignature.key(GitHubSigner.create("a").pem())).isPresent();
    assertThat(VerifySignature.key(GitHubSigner.create("a", "secp384r1").pem())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----"
      })
  void whatIsNoKeyIsNone(String pem) {
    assertThat(VerifySignature.key(pem)).isEmpty();
  }
}
