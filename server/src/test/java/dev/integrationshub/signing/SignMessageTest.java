package dev.integrationshub.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignMessageTest {
  record Vector(
      String name,
      List<WebhookSecret> secrets,
      String id,
      long timestampSeconds,
      byte[] body,
      String signature) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream file =
        SignMessageTest.class.getResourceAsStream("/vectors/standard-webhooks.json")) {
      JsonNode vectors = new ObjectMapper().readTree(file).get("vectors");
      return StreamSupport.stream(vectors.spliterator(), false)
          .filter(vector -> vector.get("signature").asText().startsWith("v1,"))
          .map(SignMessageTest::vector)
          .toList()
          .stream();
    }
  }

  @Test
  void everySymmetricVectorIsThere() throws IOException {
    assertThat(vectors()).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void agreesWithThePublishedVectors(Vector vector) {
    assertThat(SignMessage.sign(vector.secrets, vector.id, vector.timestampSeconds, vector.body))
        .isEqualTo(vector.signature);
  }

  @Test
  void theOfficialLibraryAcceptsEitherSecretDuringARotation() throws Exception {
    WebhookSecret current = WebhookSecret.generate();
    WebhookSecret old = WebhookSecret.generate();
    String body = "{\"name\":\"Zoë 🚀\",\"n\":1.0}";
    long now = InstantSource.system().instant().getEpochSecond();
    String signature = SignMessage.sign(List.of(current, old), "evt_1", now, body.getBytes(UTF_8));
    HttpHeaders headers =
        HttpHeaders.of(
            Map.of(
                "webhook-id", List.of("evt_1"),
                "webhook-timestamp", List.of(Long.toString(now)),
                "webhook-signature", List.of(signature)),
            (name, value) -> true);

    new Webhook(current.text()).verify(body, headers);
    new Webhook(old.text()).verify(body, headers);
    assertThatThrownBy(() -> new Webhook(WebhookSecret.generate().text()).verify(body, headers))
        .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
  }

  @Test
  void theBodyIsSignedAsBytes() {
    byte[] notText = {(byte) 0xff, 0, (byte) 0xfe};
    byte[] other = {(byte) 0xfd, 0, (byte) 0xfe};
    List<WebhookSecret> secrets = List.of(WebhookSecret.generate());
    assertThat(SignMessage.sign(secrets, "evt_1", 1, notText))
        .isNotEqualTo(SignMessage.sign(secrets, "evt_1", 1, other));
  }

  @Test
  void anIdThatCouldShiftThePartsIsRefused() {
    List<WebhookSecret> secrets = List.of(WebhookSecret.generate());
    assertThatThrownBy(() -> SignMessage.sign(secrets, "evt.1", 1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SignMessage.sign(List.of(), "evt_1", 1, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Vector vector(JsonNode json) {
    List<String> secrets =
        json.has("secrets")
            ? StreamSupport.stream(json.get("secrets").spliterator(), false)
                .map(JsonNode::asText)
                .toList()
            : List.of(json.get("secret").asText());
    return new Vector(
        json.get("name").asText(),
        secrets.stream().map(text -> WebhookSecret.parse(text).orElseThrow()).toList(),
        json.get("id").asText(),
        json.get("timestamp").asLong(),
        json.get("body").asText().getBytes(UTF_8),
        json.get("signature").asText());
  }
}
