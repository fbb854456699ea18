package dev.integrationshub.verification;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.ConfigProvider;

/** Everything that a verification was answered with. */
record RawAnswer(int status, Map<String, List<String>> headers, String body) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Sends a verification.
   *
   * @param inChunks without its length: such a request is never answered at once
   */
  static RawAnswer of(Map<String, String> headers, String body, boolean inChunks) {
    URI hub = ConfigProvider.getConfig().getValue("test.url", URI.class);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(hub.resolve("/api/keys/verify"))
            .timeout(PATIENCE)
            .POST(
                inChunks
                    ? HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(bytes))
                    : HttpRequest.BodyPublishers.ofByteArray(bytes));
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new RawAnswer(answer.statusCode(), answer.headers().map(), text(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(headers + " " + body, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(HttpResponse<byte[]> answer) throws IOException {
    boolean isZipped = answer.headers().firstValue("content-encoding").equals(Optional.of("gzip"));
    var body = new ByteArrayInputStream(answer.body());
    try (InputStream plain = isZipped ? new GZIPInputStream(body) : body) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Without what matches, in the body; its length is then left out. */
  RawAnswer without(String pattern) {
    Map<String, List<String>> others = new TreeMap<>(headers);
    others.remove("content-length");
    return new RawAnswer(status, others, body.replaceAll(pattern, ""));
  }
}
