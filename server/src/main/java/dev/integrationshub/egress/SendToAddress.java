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

  SendToAddress(Vertx vertx, WebhookSettings settings) {
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

  /**
   * @param addresses checked ones; the next is tried where no connection comes about
   */
  ReceivedResponse send(
      Destination destination,
      List<InetAddress> addresses,
      OutgoingRequest request,
      Deadline deadline)
      throws FailedException, InterruptedException {
    HttpClientRequest first = connect(pooled, request.method(), destination, addresses, deadline);
    boolean reused = used.contains(first.connection());
    try {
      return exchange(first, destination, request, deadline);
    } catch (FailedException e) {
      // A kept connection may have been closed by the peer just as it was taken up again. That says
      // nothing about the receiver, so a new connection decides (RFC 9112 section 9.3.1).
      if (reused && e.kind() == FailureKind.CONNECTION_RESET && e.partial().isEmpty()) {
        return exchange(
            connect(unpooled, request.method(), destination, addresses, deadline),
            destination,
            request,
            deadline);
      }
      throw e;
    }
  }

  @PreDestroy
  void stop() {
    pooled.close();
    unpooled.close();
  }

  private static HttpClientRequest connect(
      HttpClient client,
      OutgoingRequest.Method method,
      Destination destination,
      List<InetAddress> addresses,
      Deadline deadline)
      throws FailedException, InterruptedException {
    int last = Math.min(addresses.size(), MAX_ADDRESSES) - 1;
    for (int i = 0; i < last; i++) {
      try {
        return connect(client, method, destination, addresses.get(i), deadline);
      } catch (FailedException e) {
        if (e.kind() == FailureKind.TLS_ERROR || deadline.isOver()) {
          throw e;
        }
      }
    }
    return connect(client, method, destination, addresses.get(last), deadline);
  }

  private static HttpClientRequest connect(
      HttpClient client,
      OutgoingRequest.Method method,
      Destination destination,
      InetAddress address,
      Deadline deadline)
      throws FailedException, InterruptedException {
    Future<HttpClientRequest> connected =
        client.request(
            new RequestOptions()
                .setMethod(HttpMethod.valueOf(method.name()))
                .setServer(server(address, destination.port()))
                .setHost(destination.host())
                .setPort(destination.port())
                .setSsl(destination.isSecure())
                .setURI(destination.pathAndQuery())
                .setFollowRedirects(false)
                .setConnectTimeout(deadline.remaining().toMillis() + 1_000));
    try {
      return await(connected.toCompletionStage().toCompletableFuture(), destination, deadline);
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

  private ReceivedResponse exchange(
      HttpClientRequest request,
      Destination destination,
      OutgoingRequest outgoing,
      Deadline deadline)
      throws FailedException, InterruptedException {
    ReadResponse reading = new ReadResponse();
    request.putHeader(HttpHeaders.HOST, destination.authority());
    outgoing.headers().forEach(header -> request.headers().add(header.name(), header.value()));
    request.exceptionHandler(reading::fail);
    // Told to the request as well: without this, Vert.x logs what a receiver does as our error.
    request.connection().exceptionHandler(reading::fail);
    SkipInterimResponses.on(request.connection());
    // Listening must come before sending: a receiver on the same machine may have answered before
    // send() returns, and what comes while nobody listens is lost.
    request.response().onSuccess(reading::start).onFailure(reading::fail);
    send(request, outgoing).onFailure(reading::fail);
    try {
      ReceivedResponse response = await(reading.done(), destination, deadline);
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

  /** A GET without content names no length of it (RFC 9110 section 8.6). */
  private static Future<?> send(HttpClientRequest request, OutgoingRequest outgoing) {
    return switch (outgoing.method()) {
      case GET -> request.send();
      case POST -> request.send(Buffer.buffer(outgoing.body()));
    };
  }

  private static <T> T await(
      CompletableFuture<T> future, Destination destination, Deadline deadline)
      throws FailedException, InterruptedException {
    try {
      return future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw deadline.missed("waiting for " + destination.authority());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw ClassifyFailure.of(cause == null ? e : cause, destination.authority());
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
