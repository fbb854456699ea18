package dev.integrationshub.client;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the hub until one is answered for good, or time or attempts are used up.
 *
 * @param base ends with a slash
 * @param requestTimeout for one attempt, from its start to the answer's last byte
 * @param deadline for all attempts and the pauses between them
 */
record HubConnection(
    HttpClient http,
    URI base,
    String rootKey,
    Duration requestTimeout,
    Duration deadline,
    int maxAttempts,
    InstantSource clock) {

  HubConnection withDeadline(Duration other) {
    return new HubConnection(http, base, rootKey, requestTimeout, other, maxAttempts, clock);
  }

  /**
   * @param path without a slash in front
   * @param json the same bytes go out with each attempt
   * @param repeatable whether the hub may be asked again where it perhaps did it already
   * @return the body of an answer with a status of 2xx
   * @throws HubException in any other case
   */
  byte[] post(String path, byte[] json, Map<String, String> headers, boolean repeatable) {
    HttpRequest request = request(path, json, headers);
    long end = System.nanoTime() + deadline.toNanos();
    for (int attempts = 1; ; attempts++) {
      try {
        Outcome outcome = attempt(request, end);
        Optional<Duration> wait =
            DecideRetry.after(
                outcome, attempts, maxAttempts, repeatable, left(end), ThreadLocalRandom.current());
        if (wait.isEmpty()) {
          return bodyOf(outcome, attempts);
        }
        NANOSECONDS.sleep(wait.orElseThrow().toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new HubUnreachableException("interrupted while the hub was asked", e);
      }
    }
  }

  private HttpRequest request(String path, byte[] json, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Authorization", "Bearer " + rootKey)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .POST(BodyPublishers.ofByteArray(json));
    headers.forEach(request::header);
    return request.build();
  }

  private Outcome attempt(HttpRequest request, long end) throws InterruptedException {
    long limit = Math.min(requestTimeout.toNanos(), Math.max(0, left(end).toNanos()));
    // The JDK's own timeout ends with the headers: a body that hangs would outlive it.
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = answer.get(limit, NANOSECONDS);
      Optional<Duration> retryAfter =
          response
              .headers()
              .firstValue("Retry-After")
              .flatMap(header -> RetryAfter.parse(header, clock.instant()));
      return new Outcome.Answered(response.statusCode(), retryAfter, response.body());
    } catch (TimeoutException e) {
      return new Outcome.Unanswered(e);
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } finally {
      // Ends the request where it is under way, and does nothing otherwise.
      answer.cancel(true);
    }
  }

  private static Outcome failed(@Nullable Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return new Outcome.NotSent((IOException) cause);
    }
    if (cause instanceof IOException broken) {
      return new Outcome.Unanswered(broken);
    }
    throw new IllegalStateException("the JDK's client failed", cause);
  }

  private static byte[] bodyOf(Outcome outcome, int attempts) {
    if (outcome instanceof Outcome.Answered answered) {
      if (answered.status() / 100 == 2) {
        return answered.body();
      }
      throw ReadAnswers.problem(answered);
    }
    String times = attempts == 1 ? "" : ", " + attempts + " times";
    if (outcome instanceof Outcome.NotSent notSent) {
      throw new HubUnreachableException("no connection to the hub" + times, notSent.cause());
    }
    Exception cause = ((Outcome.Unanswered) outcome).cause();
    throw new HubUnreachableException(
        (cause instanceof TimeoutException ? "no answer of the hub in time" : "connection broke")
            + times,
        cause);
  }

  private static Duration left(long end) {
    return Duration.ofNanos(end - System.nanoTime());
  }

  @Override
  public String toString() {
    return "HubConnection[base=" + base + ", rootKey=***, deadline=" + deadline + "]";
  }
}
