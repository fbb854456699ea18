package dev.integrationshub.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookKeyPairTest {
  @Test
  void agreesWithTheAsymmetricVector() throws IOException {
    JsonNode vector = vector();
    byte[] key =
        Base64.getDecoder().decode(vector.get("privateKey").asText().substring("whsk_".length()));
    var pair = new WebhookKeyPair(key);
    assertThat(pair.verifier()).isEqualTo(vector.get("publicKey").asText());
    assertThat(
            SignMessage.sign(
                List.of(pair),
                vector.get("id").asText(),
                vector.get("timestamp").asLong(),
                vector.get("body").asText().getBytes(UTF_8)))
        .isEqualTo(vector.get("signature").asText());
  }

  @Test
  void whatAGeneratedPairSignsIsVerifiedByItsPublicKeyAlone() {
    WebhookKeyPair pair = WebhookKeyPair.generate();
    byte[] body = "{\"name\":\"Zoë 🚀\"}".getBytes(UTF_8);
    String signature = SignMessage.sign(List.of(pair), "evt_1", 1, body);
    assertThat(VerifyV1a.isValid(pair.verifier(), "evt_1", "1", body, signature)).isTrue();
    String other = WebhookKeyPair.generate().verifier();
    assertThat(VerifyV1a.isValid(other, "evt_1", "1", body, signature)).isFalse();
    assertThat(VerifyV1a.isValid(pair.verifier(), "evt_1", "2", body, signature)).isFalse();
  }

  @Test
  void eachKeySignsByItsOwnScheme() {
    List<SigningKey> keys = List.of(WebhookKeyPair.generate(), WebhookSecret.generate());
    assertThat(SignMessage.sign(keys, "evt_1", 1, new byte[0]))
        .matches("v1a,[A-Za-z0-9+/]{86}== v1,[A-Za-z0-9+/]{43}=");
  }

  @Test
  void itNeverShowsItself() {
    WebhookKeyPair pair = WebhookKeyPair.generate();
    assertThat(pair.toString()).isEqualTo("***");
    assertThat(SigningKey.of(pair.scheme(), pair.bytes())).isEqualTo(pair);
    assertThatThrownBy(() -> new WebhookKeyPair(new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonNode vector() throws IOException {
    try (InputStream file =
        WebhookKeyPairTest.class.getResourceAsStream("/vectors/standard-webhooks.json")) {
      for (JsonNode vector : new ObjectMapper().readTree(file).get("vectors")) {
        if (vector.get("signature").asText().startsWith("v1a,")) {
          return vector;
        }
      }
    }
    throw new AssertionError("the vector of v1a is missing");
  }
}
