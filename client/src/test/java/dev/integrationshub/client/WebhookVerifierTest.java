package dev.integrationshub.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.client.WebhookVerificationException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String PUBLIC_KEY = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long SENT_AT = 1614265330;
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final String V1A_SIGNATURE =
      "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

  /** One published vector with one of the keys that verify it. */
  record Vector(String name, String key, String id, long sentAt, byte[] body, String signature) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream file =
        WebhookVerifierTest.class.getResourceAsStream("/vectors/standard-webhooks.json")) {
      JsonNode vectors = new ObjectMapper().readTree(file).get("vectors");
      return StreamSupport.stream(vectors.spliterator(), false)
          .flatMap(vector -> keys(vector).map(key -> vector(vector, key)))
          .toList()
          .stream();
    }
  }

  @Test
  void everyVectorIsThereWithEachOfItsKeys() throws IOException {
    assertThat(vectors()).hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void agreesWithThePublishedVectors(Vector vector) throws Exception {
    WebhookVerifier verifier =
        WebhookVerifier.of(vector.key).withClock(at(Instant.ofEpochSecond(vector.sentAt)));
    assertThat(
            verifier.verify(vector.body, vector.id, Long.toString(vector.sentAt), vector.signature))
        .isEqualTo(new VerifiedWebhook(vector.id, Instant.ofEpochSecond(vector.sentAt)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesThePublishedVectorsWithAByteMore(Vector vector) {
    WebhookVerifier verifier =
        WebhookVerifier.of(vector.key).withClock(at(Instant.ofEpochSecond(vector.sentAt)));
    byte[] longer = (new String(vector.body, UTF_8) + " ").getBytes(UTF_8);
    assertThat(refusal(verifier, longer, vector.id, Long.toString(vector.sentAt), vector.signature))
        .isEqualTo(Reason.WRONG_SIGNATURE);
  }

  @Test
  void anyKeyAndAnySignatureWillDo() throws Exception {
    WebhookVerifier verifier = verifier(OTHER_SECRET, PUBLIC_KEY, SECRET);
    for (String signature : new String[] {SIGNATURE, V1A_SIGNATURE}) {
      String signatures = "v2,AAAA  v1,no-base64! v1, v1a,AAAA " + signature + " ";
      assertThat(verifier.verify(BODY, ID, Long.toString(SENT_AT), signatures).id()).isEqualTo(ID);
    }
  }

  @Test
  void headersAreFoundByTheirNames() throws Exception {
    Map<String, String> headers =
        Map.of(
            "webhook-id",
            ID,
            "webhook-timestamp",
            Long.toString(SENT_AT),
            "webhook-signature",
            SIGNATURE);
    assertThat(verifier(SECRET).verify(BODY, headers::get).id()).isEqualTo(ID);
  }

  @Test
  void anIdATimestampOrAKeyOfSomebodyElseIsRefused() {
    assertThat(refusal(verifier(SECRET), BODY, "msg_other", seconds(0), SIGNATURE))
        .isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(refusal(verifier(SECRET), BODY, ID, seconds(1), SIGNATURE))
        .isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(refusal(verifier(OTHER_SECRET), BODY, ID, seconds(0), SIGNATURE))
        .isEqualTo(Reason.WRONG_SIGNATURE);
  }

  @Test
  void aSignatureByAnotherSchemeIsToldFromAWrongOne() {
    assertThat(refusal(verifier(SECRET), BODY, ID, seconds(0), V1A_SIGNATURE))
        .isEqualTo(Reason.OTHER_SCHEME);
    assertThat(refusal(verifier(PUBLIC_KEY), BODY, ID, seconds(0), SIGNATURE))
        .isEqualTo(Reason.OTHER_SCHEME);
  }

  @Test
  void ofThreeHeadersNoneMayBeMissing() {
    assertThat(refusal(verifier(SECRET), BODY, null, seconds(0), SIGNATURE))
        .isEqualTo(Reason.MISSING_HEADER);
    assertThat(refusal(verifier(SECRET), BODY, ID, null, SIGNATURE))
        .isEqualTo(Reason.MISSING_HEADER);
    assertThat(refusal(verifier(SECRET), BODY, ID, seconds(0), " "))
        .isEqualTo(Reason.MISSING_HEADER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1614265330", "-1", "1614265330.0", "now", "9999999999999", " 1"})
  void aTimestampIsDigitsOnly(String timestamp) {
    assertThat(refusal(verifier(SECRET), BODY, ID, timestamp, SIGNATURE))
        .isEqualTo(Reason.MALFORMED_HEADER);
  }

  @Test
  void anIdThatCouldShiftThePartsIsRefused() {
    assertThat(refusal(verifier(SECRET), BODY, "msg.1", seconds(0), SIGNATURE))
        .isEqualTo(Reason.MALFORMED_HEADER);
  }

  @ParameterizedTest
  @CsvSource({"-301, TOO_NEW", "-300,", "0,", "300,", "301, TOO_OLD"})
  void fiveMinutesAreTolerated(long age, @Nullable Reason refusal) throws Exception {
    WebhookVerifier verifier =
        WebhookVerifier.of(SECRET).withClock(at(Instant.ofEpochSecond(SENT_AT + age, 999_999_999)));
    if (refusal == null) {
      assertThat(verifier.verify(BODY, ID, seconds(0), SIGNATURE).sentAt())
          .isEqualTo(Instant.ofEpochSecond(SENT_AT));
    } else {
      assertThat(refusal(verifier, BODY, ID, seconds(0), SIGNATURE)).isEqualTo(refusal);
    }
  }

  @Test
  void anotherToleranceMayBeSet() {
    WebhookVerifier strict =
        WebhookVerifier.of(SECRET)
            .withTolerance(Duration.ofSeconds(10))
            .withClock(at(Instant.ofEpochSecond(SENT_AT + 11)));
    assertThat(refusal(strict, BODY, ID, seconds(0), SIGNATURE)).isEqualTo(Reason.TOO_OLD);
    assertThatThrownBy(() -> strict.withTolerance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqr*TwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8G",
        "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void aKeyThatCannotBeReadIsRefusedWithoutBeingShown(String key) {
    assertThatThrownBy(() -> WebhookVerifier.of(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageNotContaining("MfKQ9r8G")
        .hasMessageNotContaining("*");
  }

  @Test
  void neitherTheVerifierNorItsRefusalsShowTheSecret() {
    WebhookVerifier verifier = verifier(SECRET, PUBLIC_KEY);

    assertThat(verifier.toString()).isEqualTo("WebhookVerifier[keys=2, tolerance=PT5M]");
    assertThatThrownBy(() -> verifier.verify(BODY, "msg_1", seconds(0), SIGNATURE))
        .isInstanceOf(WebhookVerificationException.class)
        .hasMessageNotContaining(SECRET.substring(6))
        .hasMessageNotContaining(SIGNATURE.substring(3));
  }

  private static WebhookVerifier verifier(String key, String... more) {
    return WebhookVerifier.of(key, more).withClock(at(Instant.ofEpochSecond(SENT_AT)));
  }

  private static String seconds(int later) {
    return Long.toString(SENT_AT + later);
  }

  private static Reason refusal(
      WebhookVerifier verifier,
      byte[] body,
      @Nullable String id,
      @Nullable String timestamp,
      @Nullable String signatures) {
    return catchThrowableOfType(
            WebhookVerificationException.class,
            () -> verifier.verify(body, id, timestamp, signatures))
        .reason();
  }

  private static InstantSource at(Instant instant) {
    return InstantSource.fixed(instant);
  }

  private static Stream<String> keys(JsonNode vector) {
    if (vector.has("secrets")) {
      return StreamSupport.stream(vector.get("secrets").spliterator(), false).map(JsonNode::asText);
    }
    return Stream.of(vector.path("secret").asText(vector.path("publicKey").asText()));
  }

  private static Vector vector(JsonNode json, String key) {
    return new Vector(
        json.get("name").asText(),
        key,
        json.get("id").asText(),
        json.get("timestamp").asLong(),
        json.get("body").asText().getBytes(UTF_8),
        json.get("signature").asText());
  }
}
