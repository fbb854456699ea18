package dev.integrationshub.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
  @ParameterizedTest
  @CsvSource({"23, false", "24, true", "32, true", "64, true", "65, false"})
  void takesTwentyFourToSixtyFourBytes(int length, boolean taken) {
    String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
    assertThat(WebhookSecret.parse(text).isPresent()).isEqualTo(taken);
    assertThat(WebhookSecret.parse(text).map(WebhookSecret::text).orElse(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        " whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-_",
        // 25 bytes without padding, and with bits behind the last byte.
        "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=="
      })
  void refusesEveryOtherText(String text) {
    assertThat(WebhookSecret.parse(text)).isEmpty();
  }

  @Test
  void aGeneratedSecretHasThirtyTwoBytesOfItsOwn() {
    WebhookSecret secret = WebhookSecret.generate();
    assertThat(secret.bytes()).hasSize(32);
    assertThat(secret).isNotEqualTo(WebhookSecret.generate());
    assertThat(WebhookSecret.parse(secret.text())).contains(secret);
  }

  @Test
  void neverPrintsItself() {
    assertThat(WebhookSecret.generate()).hasToString("***");
  }

  @Test
  void cannotBeChangedFromOutside() {
    byte[] bytes = new byte[32];
    WebhookSecret secret = new WebhookSecret(bytes);
    bytes[0] = 1;
    secret.bytes()[1] = 1;
    assertThat(secret.bytes()).containsOnly(0);
  }
}
