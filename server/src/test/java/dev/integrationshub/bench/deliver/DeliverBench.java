package dev.integrationshub.bench.deliver;

import static org.awaitility.Awaitility.await;

import dev.integrationshub.egress.HttpsReceiver;
import dev.integrationshub.launch.HubProcess;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@code ./hub bench deliver}: hubs as processes of their own on one PostgreSQL with fsync, a
 * receiver, and an open-loop publisher. Nothing is asserted but that nothing is lost.
 */
class DeliverBench {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Load load = Load.fromProperties();

  @Test
  void run() throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    Path directory = Files.createTempDirectory("hub-bench");
    try (var database = MeasuredDatabase.start(directory.resolve("postgres"))) {
      List<HubProcess> hubs = startHubs(directory, database);
      try {
        measure(vertx, database, hubs);
      } finally {
        hubs.forEach(HubProcess::close);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private void measure(Vertx vertx, MeasuredDatabase database, List<HubProcess> hubs)
      throws Exception {
    var ledger = new Ledger(load);
    try (var receiver = new CountingReceiver(vertx, load.tls(), ledger)) {
      List<String> organizations = createWebhooks(hubs.getFirst(), receiver);
      new DeadWebhooks(load, hubs.getFirst(), database.jdbi()).create(receiver);
      ledger.start();
      var publishing =
          new PublishLoad(
              vertx,
              load,
              ledger,
              organizations,
              hubs.stream().map(HubProcess::url).toList(),
              HubProcess.ROOT_KEY);
      Thread publisher = Thread.ofPlatform().name("publisher").start(publishing::run);
      TimeUnit.NANOSECONDS.sleep(ledger.dueNanos(load.warmUpEvents()) - System.nanoTime());
      database.forgetStatements();
      Sample before = Sample.take(database, hubs);
      TimeUnit.NANOSECONDS.sleep(ledger.dueNanos(load.events()) - System.nanoTime());
      int backlog = ledger.missing();
      Sample after = Sample.take(database, hubs);
      publisher.join();
      await().atMost(PATIENCE).until(() -> ledger.missing() == 0);
      new DeliverReport(load, ledger, before, after, backlog).print();
      database.costliest().forEach(System.out::println);
    }
  }

  private List<HubProcess> startHubs(Path directory, MeasuredDatabase database) throws Exception {
    List<HubProcess> hubs = new ArrayList<>();
    for (int node = 1; node <= load.nodes(); node++) {
      Map<String, String> settings =
          HubProcess.unattended(
              "HUB_DATABASE_URL",
              database.url(),
              "HUB_ENCRYPTION_KEY",
              "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
              "HUB_WEBHOOKS_ALLOW_HTTP",
              "true",
              "HUB_WEBHOOKS_ALLOW_ADDRESSES",
              "127.0.0.1/32",
              "HUB_WEBHOOKS_TRUSTED_CERTIFICATES",
              HttpsReceiver.CERTIFICATE.pem().toString());
      hubs.add(HubProcess.startReadyAsLaunched(directory.resolve("node-" + node), settings));
    }
    return hubs;
  }

  private List<String> createWebhooks(HubProcess hub, CountingReceiver receiver) throws Exception {
    List<String> organizations = new ArrayList<>();
    for (int i = 0; i < load.organizations(); i++) {
      var organization = BenchOrganization.create(hub, load.fanOut());
      organization.createWebhooks(load.fanOut(), receiver.url(load.hangs(i)));
      organizations.add(organization.id());
    }
    return organizations;
  }
}
