package dev.integrationshub.examples.recorder.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Gives the hub's first organization webhooks, where it has none, and keys for its programs. */
@Component
@ConditionalOnProperty("recorder.demo")
class Customer {
  private static final String KEYS = "/api/organizations/api-keys";
  private static final String WEBHOOKS = "/api/organizations/webhooks";

  private record Hook(String name, Receivers.Kind kind, String events) {}

  private static final List<Hook> HOOKS =
      List.of(
          new Hook("CRM sync", Receivers.Kind.RELIABLE, "\"*\""),
          new Hook("Chat notifications", Receivers.Kind.FLAKY, "\"recording.completed\""),
          new Hook("Legacy archive", Receivers.Kind.BROKEN, "\"recording.deleted\""),
          new Hook("Data warehouse", Receivers.Kind.SLOW, "\"recording.completed\""));

  /** A program of the customer's, by the name of its key. */
  enum Program {
    MOBILE_APP("Mobile app", "\"recordings:read\"", "5000"),
    WEBSITE("Website", "\"recordings:read\", \"recordings:write\"", "100000"),
    EXPORT("Nightly export", "\"analytics:read\"", "null"),
    PROTOTYPE("Prototype", "\"recordings:read\"", "60");

    private final String title;
    private final String scopes;
    private final String limit;

    Program(String title, String scopes, String limit) {
      this.title = title;
      this.scopes = scopes;
      this.limit = limit;
    }
  }

  /** A key that one of its programs holds. */
  record Held(Program program, String key) {}

  private final HubApi hub;
  private final int port;

  Customer(HubApi hub, @Value("${server.port}") int port) {
    this.hub = hub;
    this.port = port;
  }

  List<Held> setUp() throws IOException, InterruptedException {
    String organization = hub.get("/api/admin/organizations", null).at("/data/0/id").asText();
    if (hub.get(WEBHOOKS, organization).at("/data").isEmpty()) {
      for (Hook hook : HOOKS) {
        hub.post(WEBHOOKS, organization, webhook(hook));
      }
    }
    return newKeys(organization);
  }

  /** Keys are shown once: those of an earlier demonstration are of no use any more. */
  private List<Held> newKeys(String organization) throws IOException, InterruptedException {
    Set<String> titles = new HashSet<>();
    for (Program program : Program.values()) {
      titles.add(program.title);
    }
    for (JsonNode key : hub.get(KEYS + "?status=active", organization).at("/data")) {
      if (titles.contains(key.at("/name").asText())) {
        hub.delete(KEYS + "/" + key.at("/id").asText(), organization);
      }
    }
    List<Held> held = new ArrayList<>();
    for (Program program : Program.values()) {
      held.add(new Held(program, hub.post(KEYS, organization, key(program)).at("/key").asText()));
    }
    return held;
  }

  private static String key(Program program) {
    return """
    {"name": "%s", "scopes": [%s], "rateLimitPerHour": %s, "expiresIn": "90d"}
    """
        .formatted(program.title, program.scopes, program.limit);
  }

  private String webhook(Hook hook) {
    return """
    {"name": "%s", "url": "http://127.0.0.1:%d/demo/receivers/%s", "events": [%s]}
    """
        .formatted(hook.name, port, hook.kind.name().toLowerCase(Locale.ROOT), hook.events);
  }
}
