package dev.integrationshub.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.chaos.Oracle.Answer;
import dev.integrationshub.launch.HubProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes by the rate alone, over all nodes in turn. What a node does not accept goes to the next
 * one with the same Idempotency-Key, once to each, as behind a load balancer.
 */
final class ChaosPublisher implements AutoCloseable {
  private static final int ACCEPTED = 202;
  private static final int CONNECTIONS_TO_EACH = 256;

  /** Longer than the hub waits for a database connection. */
  private static final long TRY_MILLIS = 7_000;

  private static final int CONNECT_MILLIS = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChaosPlan plan;
  private final Oracle oracle;
  private final Subscriptions subscriptions;
  private final List<String> hubs;
  private final HttpClient http;
  private final Thread thread;
  private volatile boolean ended;

  /**
   * @param hubs where each node listens
   */
  ChaosPublisher(
      Vertx vertx, ChaosPlan plan, Oracle oracle, Subscriptions subscriptions, List<String> hubs) {
    this.plan = plan;
    this.oracle = oracle;
    this.subscriptions = subscriptions;
    this.hubs = hubs;
    this.http =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_EACH).setMaxWaitQueueSize(-1))
            // Killed hubs reset their connections; what was under way there has failed by itself.
            .withConnectHandler(connection -> connection.exceptionHandler(gone -> {}))
            .build();
    this.thread = Thread.ofPlatform().name("publisher").start(this::publishByRate);
  }

  /** No further submissions; those under way go on. */
  void end() throws InterruptedException {
    ended = true;
    thread.join();
  }

  /** Whoever closes Vert.x ends what is under way. */
  @Override
  public void close() {
    ended = true;
  }

  private void publishByRate() {
    long startNanos = System.nanoTime();
    while (!ended) {
      int event = oracle.submit();
      long early =
          startNanos + event * TimeUnit.SECONDS.toNanos(1) / plan.rate() - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      }
      Buffer body = Buffer.buffer(body(event));
      attempt(event, body, 0).onSuccess(answer -> oracle.answered(event, answer));
    }
  }

  private Future<Answer> attempt(int event, Buffer body, int tries) {
    String hub = hubs.get((event + tries) % hubs.size());
    return send(hub, event, body)
        .otherwise(failure -> new Answer.Unknown(failure.toString()))
        .compose(
            answer ->
                answer instanceof Answer.Unknown && tries + 1 < hubs.size()
                    ? attempt(event, body, tries + 1)
                    : Future.succeededFuture(answer));
  }

  private Future<Answer> send(String hub, int event, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(hub + "/api/events")
            .setTimeout(TRY_MILLIS)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + HubProcess.ROOT_KEY)
            .putHeader("Idempotency-Key", "chaos-" + plan.seed() + "-" + event);
    return http.request(options).compose(request -> answer(request, body));
  }

  private static Future<Answer> answer(HttpClientRequest request, Buffer body) {
    return request
        .send(body)
        .compose(response -> response.body().map(text -> answer(response.statusCode(), text)))
        .timeout(TRY_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  private static Answer answer(int status, Buffer body) {
    if (status == ACCEPTED) {
      try {
        return new Answer.Accepted(JSON.readTree(body.getBytes()).path("id").asText());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return status >= 500 ? new Answer.Unknown("status " + status) : new Answer.Refused(status);
  }

  private String body(int event) {
    return "{\"organizationId\":\"%s\",\"type\":\"%s\",\"data\":%s}"
        .formatted(
            subscriptions.organization(event),
            subscriptions.type(event),
            Payload.of(plan.seed(), event).json());
  }
}
