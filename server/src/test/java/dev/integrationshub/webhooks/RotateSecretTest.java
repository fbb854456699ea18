package dev.integrationshub.webhooks;

import static dev.integrationshub.delivery.TestHub.WEBHOOKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.integrationshub.delivery.TestHub;
import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.egress.ReceivedRequest;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.signing.SignMessage;
import dev.integrationshub.signing.WebhookSecret;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class RotateSecretTest {
  @Inject Jdbi jdbi;

  private TestHub hub;
  private HttpsReceiver receiver;
  private String id;
  private String original;

  @BeforeEach
  void aWebhook() {
    hub = TestHub.inNewOrganization(jdbi);
    receiver = HttpsReceiver.start();
    Answer created = hub.createWebhook(receiver.url("/hooks"), "");
    id = created.text("/id");
    original = created.text("/secret");
  }

  @AfterEach
  void close() throws Exception {
    receiver.close();
  }

  @Test
  void theOfficialLibraryAcceptsEitherSecretDuringTheOverlapAndTheNewOneAloneAfterwards()
      throws Exception {
    Answer rotated = rotate(24);
    assertThat(rotated.header("Cache-Control")).isEqualTo("no-store");
    String current = rotated.text("/secret");
    assertThat(current).isNotEqualTo(original);
    assertThat(rotated.text("/id")).isEqualTo(id);
    assertThat(shownSecret()).isEqualTo(current);

    ReceivedRequest during = delivered();
    assertThat(during.header("webhook-signature")).contains(signature(during, current, original));
    accepts(current, during);
    accepts(original, during);

    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE webhook_former_secret SET expires_at = now() WHERE webhook_id = ?",
                uuid()));
    ReceivedRequest after = delivered();
    assertThat(after.header("webhook-signature")).contains(signature(after, current));
    accepts(current, after);
    refuses(original, after);
  }

  @Test
  void severalRotationsKeepEveryUnexpiredSecretTheNewestFirstUpToFive() throws Exception {
    List<String> secrets = new ArrayList<>(List.of(original));
    for (int i = 0; i < RotateSecret.MAX_FORMER_SECRETS; i++) {
      secrets.addFirst(rotate(168).text("/secret"));
    }
    ReceivedRequest request = delivered();
    assertThat(request.header("webhook-signature"))
        .contains(signature(request, secrets.toArray(String[]::new)));

    Answer refused = hub.client().post(path(), "{\"overlapHours\": 1}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/detail")).contains("5 former secrets", "overlapHours 0");
    assertThat(shownSecret()).isEqualTo(secrets.getFirst());

    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE webhook_former_secret SET expires_at = now() WHERE webhook_id = ?",
                uuid()));
    rotate(1);
  }

  @Test
  void withoutOverlapEveryFormerSecretEndsAtOnce() throws Exception {
    rotate(24);
    String current = rotate(0).text("/secret");
    ReceivedRequest request = delivered();
    assertThat(request.header("webhook-signature")).contains(signature(request, current));
    assertThat(formerSecrets()).isZero();
  }

  @Test
  void theOverlapIs24HoursUnlessSaidOtherwise() {
    assertThat(hub.client().post(path(), "{}").status()).isEqualTo(200);
    assertThat(
            hub.count(
                "SELECT count(*) FROM webhook_former_secret WHERE webhook_id = ?"
                    + " AND expires_at BETWEEN now() + interval '1439 min'"
                    + " AND now() + interval '1440 min'",
                uuid()))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "169", "1.5", "\"24\""})
  void anOverlapOutsideOfAWeekIsRefused(String hours) {
    Answer answer = hub.client().post(path(), "{\"overlapHours\": " + hours + "}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/errors/0/pointer")).isEqualTo("/overlapHours");
    assertThat(shownSecret()).isEqualTo(original);
  }

  @Test
  void aRotationIsAuditedAndStoresNoSecretInClear() {
    String current = rotate(168).text("/secret");
    assertThat(
            hub.count(
                "SELECT count(*) FROM audit_entry WHERE target = ?"
                    + " AND action = 'webhook.secret_rotated'"
                    + " AND detail = '{\"overlapHours\": 168, \"signatureScheme\": \"v1\"}'",
                id))
        .isEqualTo(1);
    for (String secret : List.of(original, current)) {
      assertThat(
              hub.count(
                  "SELECT (SELECT count(*) FROM webhook WHERE position(? IN secret) > 0)"
                      + " + (SELECT count(*) FROM webhook_former_secret WHERE position(? IN secret) > 0)",
                  bytes(secret),
                  bytes(secret)))
          .isZero();
    }
  }

  @Test
  void othersMayNot() {
    TestHub other = TestHub.inNewOrganization(jdbi);
    assertThat(other.client().post(path(), "{\"overlapHours\": 0}").status()).isEqualTo(404);
    assertThat(shownSecret()).isEqualTo(original);
  }

  private Answer rotate(int hours) {
    Answer answer = hub.client().post(path(), "{\"overlapHours\": " + hours + "}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer;
  }

  private ReceivedRequest delivered() throws InterruptedException {
    hub.publish("{\"n\": 1}");
    return receiver.takeRequest();
  }

  private String shownSecret() {
    return hub.client().get(WEBHOOKS + "/" + id + "/secret").text("/secret");
  }

  private long formerSecrets() {
    return hub.count("SELECT count(*) FROM webhook_former_secret WHERE webhook_id = ?", uuid());
  }

  private static String signature(ReceivedRequest request, String... secrets) {
    return SignMessage.sign(
        List.of(secrets).stream().map(text -> WebhookSecret.parse(text).orElseThrow()).toList(),
        request.header("webhook-id").orElseThrow(),
        Long.parseLong(request.header("webhook-timestamp").orElseThrow()),
        request.body());
  }

  private static void accepts(String secret, ReceivedRequest request) throws Exception {
    var library = new com.standardwebhooks.Webhook(secret);
    assertThatCode(() -> library.verify(request.bodyText(), headers(request)))
        .doesNotThrowAnyException();
  }

  private static void refuses(String secret, ReceivedRequest request) throws Exception {
    var library = new com.standardwebhooks.Webhook(secret);
    assertThatThrownBy(() -> library.verify(request.bodyText(), headers(request)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  private static HttpHeaders headers(ReceivedRequest request) {
    return HttpHeaders.of(
        request.headers().stream()
            .collect(Collectors.toMap(header -> header.name(), header -> List.of(header.value()))),
        (name, value) -> true);
  }

  private static byte[] bytes(String secret) {
    return WebhookSecret.parse(secret).orElseThrow().bytes();
  }

  private String path() {
    return WEBHOOKS + "/" + id + "/rotate-secret";
  }

  private UUID uuid() {
    return IdKind.WEBHOOK.parse(id).orElseThrow();
  }
}
