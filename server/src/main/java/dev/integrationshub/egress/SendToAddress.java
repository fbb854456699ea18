package dev.integrationshub.egress;

import dev.integrationshub.platform.configuration.WebhookSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends over HTTP/1.1 to an address that was checked. The name stays in the Host header, in TLS's
 * server name indication (for names with a dot, as the JDK has it) and in the check of the
 * certificate; it is not resolved again, no redirect is followed and no body is decompressed.
 */
@Singleton
final class SendToAddress {
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Below the five seconds after which common servers drop an idle connection. */
  private static final int KEEP_ALIVE_SECONDS = 4;

  /** To one name and address; a queue forms beyond it, which counts against the timeout. */
  private static final int MAX_CONNECTIONS = 256;

  /** Of a name's addresses, so that a long list can't use up the timeout unanswered. */
  private static final int MAX_ADDRESSES = 4;

  private final HttpClient pooled;
  private final HttpClient unpooled;

  /** Connections that have carried a whole exchange and may have died since. */
  private final Set<HttpConnection> used =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final WatchConnecting watchConnecting;

  SendToAddress(Vertx vertx, WebhookSettings settings) {
    this.watchConnecting = new WatchConnecting(vertx);
    TrustOptions trust =
        TrustOptions.wrap(TrustedCertificates.with(settings.trustedCertificates()));
    this.pooled = vertx.createHttpClient(options(trust).setKeepAlive(true));
    this.unpooled = vertx.createHttpClient(options(trust).setKeepAlive(false));
  }

  private static HttpClientOptions options(TrustOptions trust) {
    return new HttpClientOptions()
        .setTrustOptions(trust)
        .setVerifyHost(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
        .setSslHandshakeTimeout(30)
        .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        .setMaxPoolSize(MAX_CONNECTIONS)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setDecompressionSupported(false);
  }

  /** A request with all that goes along with it. */
  record Sending(
      Destination destination, OutgoingRequest request, Deadline deadline, Stopwatch stopwatch) {}

  /**
   * @param addresses checked ones; the next is tried where no connection comes about
   */
  ReceivedResponse send(Sending sending, List<InetAddress> addresses)
      throws FailedException, InterruptedException {
    HttpClientRequest first = connect(pooled, sending, addresses);
    boolean reused = used.contains(first.connection());
    try {
      return exchange(first, reused, sending);
    } catch (FailedException e) {
      // A kept connection may have been closed by the peer just as it was taken up again. That says
      // nothing about the receiver, so a new connection decides (RFC 9112 section 9.3.1).
      if (reused && e.kind() == FailureKind.CONNECTION_RESET && e.partial().isEmpty()) {
        return exchange(connect(unpooled, sending, addresses), false, sending);
      }
      throw e;
    }
  }

  @PreDestroy
  void stop() {
    pooled.close();
    unpooled.close();
  }

  private HttpClientRequest connect(HttpClient client, Sending sending, List<InetAddress> addresses)
      throws FailedException, InterruptedException {
    int last = Math.min(addresses.size(), MAX_ADDRESSES) - 1;
    for (int i = 0; i < last; i++) {
      try {
        return connect(client, sending, addresses.get(i));
      } catch (FailedException e) {
        if (e.kind() == FailureKind.TLS_ERROR || sending.deadline.isOver()) {
          throw e;
        }
      }
    }
    return connect(client, sending, addresses.get(last));
  }

  private HttpClientRequest connect(HttpClient client, Sending sending, InetAddress address)
      throws FailedException, InterruptedException {
    Destination destination = sending.destination;
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(sending.request.method().name()))
            .setServer(server(address, destination.port()))
            .setHost(destination.host())
            .setPort(destination.port())
            .setSsl(destination.isSecure())
            .setURI(destination.pathAndQuery())
            .setFollowRedirects(false)
            .setConnectTimeout(sending.deadline.remaining().toMillis() + 1_000);
    sending.stopwatch.connecting();
    Future<HttpClientRequest> connected =
        watchConnecting.with(sending.stopwatch, () -> client.request(options));
    try {
      return await(connected.toCompletionStage().toCompletableFuture(), sending);
    } catch (FailedException | InterruptedException e) {
      connected.onSuccess(SendToAddress::drop);
      throw e;
    }
  }

  /** Nobody listens to the request any more: without a handler, Vert.x logs its end as an error. */
  private static void drop(HttpClientRequest tooLate) {
    tooLate.exceptionHandler(end -> {});
    tooLate.connection().close();
  }

  private ReceivedResponse exchange(HttpClientRequest request, boolean reused, Sending sending)
      throws FailedException, InterruptedException {
    ReadResponse reading = new ReadResponse();
    Stopwatch stopwatch = sending.stopwatch;
    stopwatch.connected(ConnectionPhases.of(request.connection()), reused);
    request.putHeader(HttpHeaders.HOST, sending.destination.authority());
    sending.request.headers().forEach(line -> request.headers().add(line.name(), line.value()));
    request.exceptionHandler(reading::fail);
    // Told to the request as well: without this, Vert.x logs what a receiver does as our error.
    request.connection().exceptionHandler(reading::fail);
    SkipInterimResponses.on(request.connection());
    // Listening must come before sending: a receiver on the same machine may have answered before
    // the request is written, and what comes while nobody listens is lost.
    request
        .response()
        .onSuccess(
            response -> {
              stopwatch.answered();
              reading.start(response);
            })
        .onFailure(reading::fail);
    end(request, sending.request).onSuccess(written -> stopwatch.sent());
    try {
      ReceivedResponse response = await(reading.done(), sending);
      used.add(request.connection());
      return response;
    } catch (FailedException e) {
      request.connection().close();
      throw e.after(reading.partial());
    } catch (InterruptedException e) {
      request.connection().close();
      throw e;
    }
  }

  /**
   * A GET without content names no length of it (RFC 9110 section 8.6).
   *
   * @return when all of it is written; that it can't be is told by the response's failure
   */
  private static Future<Void> end(HttpClientRequest request, OutgoingRequest outgoing) {
    return switch (outgoing.method()) {
      case GET -> request.end();
      case POST -> request.end(Buffer.buffer(outgoing.body()));
    };
  }

  private static <T> T await(CompletableFuture<T> future, Sending sending)
      throws FailedException, InterruptedException {
    String authority = sending.destination.authority();
    try {
      return future.get(sending.deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw sending.deadline.missed("waiting for " + authority);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw ClassifyFailure.of(cause == null ? e : cause, authority);
    }
  }

  /** Without the name that the resolver left in the address, so that nobody looks it up again. */
  private static SocketAddress server(InetAddress address, int port) {
    try {
      InetAddress nameless = InetAddress.getByAddress(address.getAddress());
      return SocketAddress.inetSocketAddress(new InetSocketAddress(nameless, port));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
