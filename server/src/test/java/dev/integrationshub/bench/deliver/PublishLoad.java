package dev.integrationshub.bench.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Publishes by the rate alone: an open loop, so that a slow hub is not spared. */
final class PublishLoad {
  /** More than this under way would measure the load generator. */
  private static final int CONNECTIONS = 256;

  private final Load load;
  private final Ledger ledger;
  private final List<String> organizations;
  private final List<RequestOptions> hubs;
  private final HttpClient http;
  private final String padding;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * @param organizations their ids; events go to them in turn
   * @param hubs host:port of each node; requests go to them in turn
   */
  PublishLoad(
      Vertx vertx,
      Load load,
      Ledger ledger,
      List<String> organizations,
      List<String> hubs,
      String rootKey) {
    this.load = load;
    this.ledger = ledger;
    this.organizations = organizations;
    String path = load.batch() == 1 ? "/api/events" : "/api/events/batch";
    this.hubs =
        hubs.stream()
            .map(
                hub ->
                    new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(hub + path)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + rootKey))
            .toList();
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(-1));
    this.padding = "x".repeat(Math.max(0, load.payloadBytes() - 40));
  }

  /** Returns when all are sent and answered. */
  void run() {
    for (int event = 0; event < load.events(); event += load.batch()) {
      long early = ledger.dueNanos(event) - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      }
      publish(event);
    }
    while (underWay.get() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
    http.close();
  }

  private void publish(int first) {
    int last = Math.min(first + load.batch(), load.events());
    RequestOptions hub = hubs.get(first / load.batch() % hubs.size());
    underWay.incrementAndGet();
    http.request(hub)
        .compose(request -> request.send(Buffer.buffer(body(first, last))))
        .compose(response -> response.body().map(body -> response.statusCode()))
        .otherwise(0)
        .onSuccess(
            status -> {
              IntStream.range(first, last).forEach(event -> ledger.answered(event, status));
              underWay.decrementAndGet();
            });
  }

  private String body(int first, int last) {
    if (load.batch() == 1) {
      return event(first);
    }
    return IntStream.range(first, last)
        .mapToObj(this::event)
        .collect(Collectors.joining(",", "{\"events\":[", "]}"));
  }

  private String event(int number) {
    return "{\"organizationId\":\""
        + organizations.get(number % organizations.size())
        + "\",\"type\":\"recording.completed\",\"data\":{"
        + CountingReceiver.NUMBER
        + number
        + ",\"padding\":\""
        + padding
        + "\"}}";
  }
}
