package dev.integrationshub.senderkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request as it arrived.
 *
 * @param path with the query
 * @param headers in order of arrival
 */
record Request(String method, String path, List<Header> headers, byte[] body) {
  private static final int MAX_LINE_BYTES = 64 * 1024;
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  record Header(String name, String value) {}

  /**
   * @return empty at the end of the connection
   * @throws IOException when the bytes are no request of HTTP/1.1
   */
  static Optional<Request> read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = start.split(" ", -1);
    if (parts.length != 3) {
      throw new IOException("not a request: " + start);
    }
    List<Header> headers = headers(in);
    return Optional.of(new Request(parts[0], parts[1], headers, body(in, headers)));
  }

  private static List<Header> headers(InputStream in) throws IOException {
    List<Header> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("not a header: " + line);
      }
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private static byte[] body(InputStream in, List<Header> headers) throws IOException {
    if (value(headers, "transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    String length = value(headers, "content-length");
    return length.isEmpty() ? new byte[0] : in.readNBytes(bounded(Long.parseLong(length)));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.write(in.readNBytes(bounded(body.size() + size) - body.size()));
      line(in);
    }
    headers(in);
    return body.toByteArray();
  }

  private static long chunkSize(InputStream in) throws IOException {
    return Long.parseLong(line(in).replaceFirst(";.*", "").strip(), 16);
  }

  private static int bounded(long bytes) throws IOException {
    if (bytes < 0 || bytes > MAX_BODY_BYTES) {
      throw new IOException("a body of " + bytes + " bytes; at most 16 MiB are read");
    }
    return (int) bytes;
  }

  private static String value(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  /** Without its end; empty also at the end of the connection. */
  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
      if (line.size() > MAX_LINE_BYTES) {
        throw new IOException("a line of more than 64 KiB");
      }
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }
}
