package dev.integrationshub.chaos;

import dev.integrationshub.keys.HubClient;
import dev.integrationshub.launch.HubProcess;
import dev.integrationshub.platform.ids.IdKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who gets what: two webhooks for each organization, the first for every event and the second for
 * those of one type. Webhooks are told apart by their place in the list.
 */
record Subscriptions(List<String> organizations, List<UUID> webhooks) {
  private static final int ORGANIZATIONS = 4;
  private static final List<String> TYPES = List.of("recording.completed", "recording.failed");

  /** Receivers that hang hold a place so long. */
  private static final int TIMEOUT_SECONDS = 5;

  static Subscriptions create(HubProcess hub, ChaosReceiver receiver) {
    List<String> organizations = new ArrayList<>();
    List<UUID> webhooks = new ArrayList<>();
    for (int i = 0; i < ORGANIZATIONS; i++) {
      HubClient operator = client(hub, Map.of());
      String organization =
          operator.post("/api/admin/organizations", "{\"name\": \"Chaos\"}").text("/id");
      organizations.add(organization);
      for (String events : List.of("*", TYPES.getFirst())) {
        String webhook =
            """
            {"name": "Chaos", "url": "%s", "events": ["%s"],
             "retry": {"maxRetries": 5, "timeoutSeconds": %d}}
            """
                .formatted(receiver.url(webhooks.size()), events, TIMEOUT_SECONDS);
        String id =
            client(hub, Map.of("X-Organization-Id", organization))
                .post("/api/organizations/webhooks", webhook)
                .text("/id");
        webhooks.add(IdKind.WEBHOOK.parse(id).orElseThrow());
      }
    }
    return new Subscriptions(organizations, webhooks);
  }

  String organization(int event) {
    return organizations.get(event % organizations.size());
  }

  String type(int event) {
    return TYPES.get(event / organizations.size() % TYPES.size());
  }

  /** The webhooks that should get the event. */
  List<Integer> of(int event) {
    int all = event % organizations.size() * 2;
    return type(event).equals(TYPES.getFirst()) ? List.of(all, all + 1) : List.of(all);
  }

  private static HubClient client(HubProcess hub, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Authorization", "Bearer " + HubProcess.ROOT_KEY);
    return new HubClient(URI.create(hub.url()), all);
  }
}
