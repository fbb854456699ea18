package dev.integrationshub.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.senderkit.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as a receiver got it.
 *
 * @param path with the query
 * @param headers in order of arrival
 * @param body the exact bytes
 * @param connection counts the receiver's connections from 1
 * @param serverName what the client named by TLS's server name indication
 */
public record ReceivedRequest(
    String method,
    String path,
    List<Header> headers,
    byte[] body,
    int connection,
    @Nullable String serverName) {

  /** The first value of a header; names are compared without regard to case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  public String bodyText() {
    return new String(body, UTF_8);
  }

  /** One line; {@code bodyBase64} holds the exact bytes. */
  String toJson() {
    List<String> fields =
        headers.stream()
            .map(header -> Json.of(header.name()) + ":" + Json.of(header.value()))
            .toList();
    return "{\"method\":%s,\"path\":%s,\"headers\":{%s},\"body\":%s,\"bodyBase64\":%s}"
        .formatted(
            Json.of(method),
            Json.of(path),
            String.join(",", fields),
            Json.of(bodyText()),
            Json.of(Base64.getEncoder().encodeToString(body)));
  }

  /**
   * @return empty at the end of the connection
   * @throws IOException when the bytes are no request of HTTP/1.1
   */
  static Optional<ReceivedRequest> read(InputStream in, int connection, @Nullable String serverName)
      throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    String[] start = first < 'A' || first > 'Z' ? new String[0] : line(in, first).split(" ", -1);
    if (start.length != 3) {
      throw new IOException("not a request");
    }
    List<Header> headers = new ArrayList<>();
    for (String line = line(in, in.read()); !line.isEmpty(); line = line(in, in.read())) {
      int colon = line.indexOf(':');
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    var head = new ReceivedRequest(start[0], start[1], headers, new byte[0], connection, null);
    int length = Integer.parseInt(head.header("content-length").orElse("0"));
    byte[] body = in.readNBytes(length);
    return Optional.of(
        new ReceivedRequest(start[0], start[1], headers, body, connection, serverName));
  }

  private static String line(InputStream in, int first) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = first; c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended inside a header");
      }
      line.append(new String(new byte[] {(byte) c}, ISO_8859_1));
    }
    return line.toString().stripTrailing();
  }
}
