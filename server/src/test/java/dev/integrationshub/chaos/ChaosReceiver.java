package dev.integrationshub.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Random;

/**
 * Tells the oracle of all that comes. Now and then it fails an event's first request: by 500, by no
 * answer, or by closing the connection.
 */
final class ChaosReceiver implements AutoCloseable {
  private static final String PATH = "/hooks/";
  private static final double FAILING = 0.03;

  /** Of those that fail; few, because each holds one of its webhook's places for long. */
  private static final double HANGING = 0.15;

  /** So that there is always something under way. */
  private static final int MOST_MILLIS_TO_ANSWER = 40;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx;
  private final Oracle oracle;
  private final long seed;
  private final HttpServer server;

  ChaosReceiver(Vertx vertx, Oracle oracle, long seed) {
    this.vertx = vertx;
    this.oracle = oracle;
    this.seed = seed;
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            // Killed hubs reset their connections.
            .connectionHandler(connection -> connection.exceptionHandler(gone -> {}))
            .requestHandler(request -> request.body().onSuccess(body -> receive(request, body)));
    server.listen().toCompletionStage().toCompletableFuture().join();
  }

  String url(int webhook) {
    return "http://127.0.0.1:" + server.actualPort() + PATH + webhook;
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private void receive(HttpServerRequest request, Buffer body) {
    int webhook = Integer.parseInt(request.uri().substring(PATH.length()));
    var arrival = new Oracle.Arrival(webhook, String.valueOf(request.getHeader("webhook-id")));
    try {
      JsonNode data = JSON.readTree(body.getBytes()).path("data");
      if (!Payload.isIntact(data)) {
        oracle.corrupt(arrival + " by its digest: " + body);
      }
      answer(request, arrival, data.path("number").asInt(-1));
    } catch (IOException e) {
      oracle.corrupt(arrival + " is no JSON: " + body);
      request.response().end();
    }
  }

  private void answer(HttpServerRequest request, Oracle.Arrival arrival, int number) {
    boolean first = oracle.received(arrival, number, System.nanoTime()) == 1;
    Random random = new Random(seed ^ (number * 8191L + arrival.webhook()));
    if (first && random.nextDouble() < FAILING) {
      fail(request, random);
      return;
    }
    vertx.setTimer(
        1 + random.nextInt(MOST_MILLIS_TO_ANSWER),
        timer -> {
          oracle.taken(arrival);
          request.response().end();
        });
  }

  private static void fail(HttpServerRequest request, Random random) {
    if (random.nextDouble() < HANGING) {
      // The hub ends the wait.
      return;
    }
    if (random.nextBoolean()) {
      request.response().setStatusCode(500).end();
    } else {
      request.connection().close();
    }
  }
}
