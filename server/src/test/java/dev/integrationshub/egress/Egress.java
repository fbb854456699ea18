package dev.integrationshub.egress;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.platform.configuration.ServerSettings;
import dev.integrationshub.platform.configuration.WebhookSettings;
import dev.integrationshub.platform.network.Cidr;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The package's parts put together for a test, with settings and a resolver of its choice. */
final class Egress implements AutoCloseable {
  static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final Vertx vertx = Vertx.vertx();
  private final FindAddresses findAddresses;
  private final SendToAddress sendToAddress;
  private final SendRequest sendRequest;

  private Egress(WebhookSettings settings, ResolveName resolver) {
    ClassifyAddress classify = classifyAddress(settings, "127.0.0.1", 8080);
    findAddresses = new FindAddresses(resolver, classify);
    sendToAddress = new SendToAddress(vertx, settings);
    sendRequest =
        new SendRequest(
            InstantSource.system(), new CheckUrl(settings, classify), findAddresses, sendToAddress);
  }

  /** May reach receivers on 127.0.0.1 and trusts their authority. */
  static Egress resolving(ResolveName resolver) {
    return resolving(resolver, "127.0.0.1/32");
  }

  static Egress resolving(ResolveName resolver, String allowed) {
    return new Egress(
        new WebhookSettings(
            true, List.of(Cidr.of(allowed)), Optional.of(HttpsReceiver.CERTIFICATE.pem())),
        resolver);
  }

  /** Every name leads to 127.0.0.1, which no real name service would say. */
  static Egress toLoopback() {
    return resolving(name -> List.of(LOOPBACK));
  }

  /** Trusts only the JDK's own authorities. */
  static Egress trustingNobodyElse() {
    return new Egress(
        new WebhookSettings(true, List.of(Cidr.of("127.0.0.1/32")), Optional.empty()),
        name -> List.of(LOOPBACK));
  }

  /** As an operator gets it who sets nothing. */
  static WebhookSettings defaults() {
    return allowing(false);
  }

  static WebhookSettings allowing(boolean http, String... blocks) {
    return new WebhookSettings(http, Stream.of(blocks).map(Cidr::of).toList(), Optional.empty());
  }

  static ClassifyAddress classifyAddress(WebhookSettings settings, String host, int port) {
    return new ClassifyAddress(
        settings,
        new ListeningAddresses(
            new ServerSettings(
                host, port, URI.create("http://localhost"), Path.of("data"), List.of())));
  }

  static OutgoingRequest request(String url) {
    return request(url, Duration.ofSeconds(10));
  }

  static OutgoingRequest request(String url, Duration timeout) {
    return OutgoingRequest.post(
        url,
        List.of(new Header("content-type", "application/json"), new Header("x-env", "test")),
        "{\"n\": 1}".getBytes(UTF_8),
        timeout);
  }

  Exchange post(String url) {
    return sendRequest.send(request(url));
  }

  Exchange send(OutgoingRequest request) {
    return sendRequest.send(request);
  }

  @Override
  public void close() {
    findAddresses.stop();
    sendToAddress.stop();
    vertx.close();
  }
}
