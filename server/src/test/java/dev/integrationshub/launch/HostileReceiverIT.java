package dev.integrationshub.launch;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.keys.HubClient;
import dev.integrationshub.keys.HubClient.Answer;
import dev.integrationshub.senderkit.CertificateAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub against every case of the kit's hostile receiver, each a process of its own. */
class HostileReceiverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** An organization has at most 50 webhooks. */
  private static final int WEBHOOKS_EACH = 40;

  /** What would fill a heap that let it. */
  private static final Set<String> LARGE =
      Set.of(
          "huge-body",
          "endless-body",
          "endless-chunks",
          "gzip-bomb",
          "many-headers",
          "huge-header",
          "endless-informational");

  /** So that many come at once and no webhook fails often enough to be left to rest. */
  private static final int ORGANIZATIONS = 12;

  /** Of each organization and each case, one after the other. */
  private static final int FEW = 1;

  private static final int MANY = 4;
  private static final long MIB = 1024 * 1024;

  /** With what both systems buffer, and a long way from 10 GB. */
  private static final long MOST_BYTES_TAKEN = 2 * MIB;

  private static final long MOST_HEAP_GROWTH = 4 * MIB;

  @TempDir static Path temp;
  private static HostileReceiverProcess receiver;
  private static HubProcess hub;

  @BeforeAll
  static void start() throws Exception {
    Path pem = CertificateAuthority.in(temp).pem();
    // One after the other: both look for free ports, and what one has found the other may take.
    receiver = HostileReceiverProcess.start(temp);
    hub =
        HubProcess.startReady(
            temp.resolve("data"),
            HubProcess.unattended(
                "HUB_WEBHOOKS_ALLOW_HTTP", "true",
                "HUB_WEBHOOKS_ALLOW_ADDRESSES", "127.0.0.1/32",
                "HUB_WEBHOOKS_TRUSTED_CERTIFICATES", pem.toString()));
  }

  @AfterAll
  static void stop() {
    hub.close();
    receiver.close();
  }

  /** What a receiver does is no fault of the hub's. */
  @AfterEach
  void theLogHoldsNoError() {
    assertThat(hub.output()).noneMatch(line -> line.matches(".*( ERROR |OutOfMemory).*"));
  }

  @Test
  void everyCaseIsRecordedAsWhatItIsAndTriedAgainWhenItShould() {
    receiver.forget();
    List<HostileWebhook> webhooks = webhooksForEveryCase();
    SoftAssertions soft = new SoftAssertions();
    webhooks.forEach(webhook -> webhook.check(soft));
    soft.assertAll();
    assertNothingWasRepeatedOrFollowed();
    assertWhoRests(webhooks);
    assertTestsSeeTheSame(webhooks);
  }

  private static List<HostileWebhook> webhooksForEveryCase() {
    List<HostileTarget> targets = receiver.targets();
    List<HostileWebhook> webhooks = new ArrayList<>();
    for (int i = 0; i < targets.size(); i += WEBHOOKS_EACH) {
      HubClient client = hub.operatorOfNewOrganization("Cases from " + i);
      targets.subList(i, Math.min(i + WEBHOOKS_EACH, targets.size())).stream()
          .map(target -> HostileWebhook.create(client, target, true))
          .forEach(webhooks::add);
      publish(client, 1);
    }
    return webhooks;
  }

  private static void assertNothingWasRepeatedOrFollowed() {
    List<JsonNode> seen = receiver.seen();
    assertThat(seen)
        .noneMatch(request -> request.at("/path").asText().startsWith("/redirected"))
        .noneMatch(request -> request.at("/endpoint").asText().startsWith("tls-"))
        .allMatch(request -> request.at("/responseBytesTaken").asLong() <= MOST_BYTES_TAKEN);
    seen.stream()
        .collect(groupingBy(request -> request.at("/endpoint").asText() + request.at("/path")))
        .forEach((where, requests) -> assertThat(closeTogether(requests)).as(where).isFalse());
  }

  /** Whether two came within less than the first retry's delay. */
  private static boolean closeTogether(List<JsonNode> requests) {
    List<Instant> times =
        requests.stream().map(request -> Instant.parse(request.at("/at").asText())).toList();
    return IntStream.range(1, times.size())
        .anyMatch(i -> times.get(i).isBefore(times.get(i - 1).plusSeconds(5)));
  }

  /** A second event: 429 holds up the whole webhook, 503 only its own delivery, 410 ended it. */
  private static void assertWhoRests(List<HostileWebhook> webhooks) {
    List<HostileWebhook> paused = of(webhooks, "retry-after-429-seconds");
    List<HostileWebhook> goingOn = of(webhooks, "retry-after-503-seconds");
    List<HostileWebhook> gone = of(webhooks, "status-410");
    Stream.of(paused, gone, goingOn)
        .flatMap(List::stream)
        .map(HostileWebhook::client)
        .distinct()
        .forEach(client -> publish(client, 1));
    for (HostileWebhook webhook : goingOn) {
      webhook.attempted();
      assertThat(webhook.deliveries().at("/data")).hasSize(2);
    }
    for (HostileWebhook webhook : paused) {
      assertThat(webhook.newest().at("/attempts").asInt()).isZero();
      assertThat(webhook.newest().hasNonNull("nextAttemptAt")).as("not under way").isTrue();
      assertThat(webhook.deliveries().at("/data")).hasSize(2);
    }
    for (HostileWebhook webhook : gone) {
      assertThat(webhook.view().at("/status").asText()).isEqualTo("disabled");
      assertThat(webhook.view().at("/disabled/reason").asText()).isEqualTo("gone");
      assertThat(webhook.deliveries().at("/data")).hasSize(1);
    }
  }

  private static void assertTestsSeeTheSame(List<HostileWebhook> webhooks) {
    SoftAssertions soft = new SoftAssertions();
    Stream.of(
            "slow-body",
            "huge-body",
            "endless-chunks",
            "gzip-bomb",
            "many-headers",
            "huge-header",
            "reset-before-response",
            "not-http",
            "redirect-307",
            "tls-expired",
            "informational")
        .flatMap(id -> of(webhooks, id).stream())
        .forEach(webhook -> webhook.checkTest(soft));
    soft.assertAll();
    assertThat(receiver.seen())
        .noneMatch(request -> request.at("/path").asText().startsWith("/redirected"));
  }

  private static List<HostileWebhook> of(List<HostileWebhook> webhooks, String id) {
    List<HostileWebhook> found =
        webhooks.stream().filter(webhook -> webhook.target().id().equals(id)).toList();
    assertThat(found).as(id).isNotEmpty();
    return found;
  }

  @Test
  void manyHostileResponsesAtOnceLeaveTheHeapAsItWas() throws Exception {
    Map<HubClient, List<HostileWebhook>> organizations = new LinkedHashMap<>();
    for (int i = 0; i < ORGANIZATIONS; i++) {
      HubClient client = hub.operatorOfNewOrganization("Many");
      organizations.put(client, largeOnes(client));
    }
    List<HostileWebhook> webhooks = organizations.values().stream().flatMap(List::stream).toList();
    assertThat(webhooks).hasSize(2 * LARGE.size() * ORGANIZATIONS);
    // Once for whatever is loaded and filled once.
    finish(organizations.keySet(), webhooks, FEW);
    long before = hub.liveHeapBytes();
    receiver.forget();
    finish(organizations.keySet(), webhooks, MANY);
    assertThat(hub.liveHeapBytes() - before).as("bytes").isLessThan(MOST_HEAP_GROWTH);

    List<JsonNode> seen = receiver.seen();
    assertThat(seen).hasSizeGreaterThanOrEqualTo(webhooks.size() * MANY);
    assertThat(seen)
        .allMatch(request -> request.at("/responseBytesTaken").asLong() <= MOST_BYTES_TAKEN);
    for (HostileWebhook webhook : webhooks) {
      JsonNode stats = webhook.deliveries().at("/stats");
      int all = FEW + MANY;
      assertThat(stats.at("/succeeded").asInt())
          .as(webhook.target().toString())
          .isEqualTo(webhook.expected().isSuccess() ? all : 0);
      assertThat(stats.at("/failed").asInt()).isEqualTo(webhook.expected().isSuccess() ? 0 : all);
    }
  }

  private List<HostileWebhook> largeOnes(HubClient client) {
    return receiver.targets().stream()
        .filter(target -> LARGE.contains(target.id()))
        .map(target -> HostileWebhook.create(client, target, false))
        .toList();
  }

  private static void finish(
      Collection<HubClient> clients, List<HostileWebhook> webhooks, int events) {
    clients.forEach(client -> publish(client, events));
    for (HostileWebhook webhook : webhooks) {
      await(webhook.target().toString())
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> webhook.deliveries().at("/stats/pending").asInt() == 0);
    }
  }

  private static void publish(HubClient client, int events) {
    String one =
        "{\"organizationId\": \"%s\", \"type\": \"recording.completed\", \"data\": {\"id\": \"rec_1\"}}"
            .formatted(client.headers().get("X-Organization-Id"));
    String all = String.join(", ", Collections.nCopies(events, one));
    Answer published = client.post("/api/events/batch", "{\"events\": [" + all + "]}");
    assertThat(published.status()).as(published.body().toString()).isEqualTo(202);
  }
}
