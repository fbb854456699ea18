package dev.integrationshub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.platform.database.HubDatabase;
import dev.integrationshub.platform.ids.IdKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(HubDatabase.class)
class ExportDeliveriesTest {
  private static final String HEADER =
      "id,eventId,event,status,createdAt,durationMs,responseCode,attempts,nextAttemptAt,error";

  @Inject Jdbi jdbi;

  private TestHub hub;
  private String webhook;

  @BeforeEach
  void newWebhook() throws Exception {
    hub = TestHub.inNewOrganization(jdbi);
    try (HttpsReceiver receiver = HttpsReceiver.start()) {
      webhook = hub.webhookTo(receiver, "");
    }
  }

  @Test
  void everyDeliveryOfAllPagesComesOnceNewestFirst() throws Exception {
    int deliveries = 2 * ExportDeliveries.PAGE + 1;
    insertPending("many", deliveries);
    HttpResponse<String> answer = export("");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"deliveries-" + webhook + ".csv\"");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines.getFirst()).isEqualTo(HEADER);
    List<String> ids =
        lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList();
    assertThat(ids)
        .hasSize(deliveries)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> b.compareTo(a))
        .allMatch(id -> IdKind.DELIVERY.parse(id).isPresent());
  }

  @Test
  void theFiltersOfTheListHoldAndFormulasAreText() throws Exception {
    insertPending("=cmd|calc", 1);
    insertPending("other", 1);
    List<String> lines = export("?event=%3Dcmd%7Ccalc&status=pending").body().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains(",'=cmd|calc,pending,");
    assertThat(export("?status=failure").body().lines()).containsExactly(HEADER);
  }

  @Test
  void whatTheListRefusesIsRefusedBeforeTheFirstLine() throws Exception {
    assertThat(export("?status=broken").statusCode()).isEqualTo(400);
    assertThat(export("?since=yesterday").statusCode()).isEqualTo(400);
    String unknown = webhook.substring(0, webhook.length() - 4) + "0000";
    assertThat(hub.client().get(TestHub.WEBHOOKS + "/" + unknown + "/deliveries.csv").status())
        .isEqualTo(404);
  }

  private HttpResponse<String> export(String query) throws Exception {
    var request =
        HttpRequest.newBuilder(
            hub.client()
                .hub()
                .resolve(TestHub.WEBHOOKS + "/" + webhook + "/deliveries.csv" + query));
    hub.client().headers().forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void insertPending(String type, int count) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO delivery (id, event_id, webhook_id, organization_id, event_type, due_at)
                SELECT uuid_v7(now()), gen_random_uuid(), ?, ?, ?, now() + interval '1 day'
                FROM generate_series(1, ?)
                """,
                IdKind.WEBHOOK.parse(webhook).orElseThrow(),
                hub.client().organizationId(),
                type,
                count));
  }
}
