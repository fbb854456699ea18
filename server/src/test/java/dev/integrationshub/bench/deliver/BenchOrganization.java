package dev.integrationshub.bench.deliver;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.launch.HubProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An organization of the bench, with room for all of its webhooks. */
record BenchOrganization(String id, HubClient client) {
  private static final int AT_ONCE = 4;

  static BenchOrganization create(HubProcess hub, int webhooks) {
    URI url = URI.create(hub.url());
    String bearer = "Bearer " + HubProcess.ROOT_KEY;
    var operator = new HubClient(url, Map.of("Authorization", bearer));
    String id = operator.post("/api/admin/organizations", "{\"name\": \"Bench\"}").text("/id");
    expect(
        200,
        operator.put(
            "/api/admin/organizations/" + id + "/limits",
            "{\"webhooks\": " + Math.max(50, webhooks) + "}"));
    return new BenchOrganization(
        id, new HubClient(url, Map.of("Authorization", bearer, "X-Organization-Id", id)));
  }

  /**
   * @return their ids
   */
  List<String> createWebhooks(int count, String url) throws Exception {
    Callable<String> creation =
        () ->
            expect(
                    201,
                    client.post(
                        "/api/organizations/webhooks",
                        "{\"name\": \"Bench\", \"url\": \"%s\", \"events\": [\"*\"]}"
                            .formatted(url)))
                .text("/id");
    List<String> ids = new ArrayList<>();
    try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<String> id : callers.invokeAll(Collections.nCopies(count, creation))) {
        ids.add(id.get());
      }
    }
    return ids;
  }

  private static HubClient.Answer expect(int status, HubClient.Answer answer) {
    if (answer.status() != status) {
      throw new IllegalStateException("the hub answered " + answer.body());
    }
    return answer;
  }
}
