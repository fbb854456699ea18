package dev.integrationshub.senderkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways to answer, good and bad. */
final class Answers {
  static final long HUGE_BYTES = 10L * 1024 * 1024 * 1024;

  private static final int DRIP_MILLIS = 100;
  private static final int BLOCK_BYTES = 16 * 1024;
  private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

  private Answers() {}

  /** A well-formed answer, with the length that it has. */
  static Answer whole(int status, List<String> headers, String body) {
    return whole(status, headers, body.getBytes(UTF_8));
  }

  static Answer whole(int status, List<String> headers, byte[] body) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    // RFC 9110 section 8.6 lets neither of them say a length here.
    if (status != 204 && status != 304) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    return connection -> {
      connection.send(head.toString());
      connection.send(body);
    };
  }

  /** Exactly these bytes, then an end that TLS doesn't announce. */
  static Answer raw(String bytes) {
    return connection -> {
      connection.send(bytes);
      connection.close();
    };
  }

  /** These bytes, then a TCP reset. */
  static Answer reset(String bytes) {
    return connection -> {
      connection.send(bytes);
      connection.reset();
    };
  }

  static Answer silence() {
    return Connection::waitUntilTheSenderLeaves;
  }

  /** A beginning, then one byte at a time for ever. */
  static Answer drip(String beginning) {
    return connection -> {
      connection.send(beginning);
      while (true) {
        connection.send("x");
        Thread.sleep(DRIP_MILLIS);
      }
    };
  }

  /** A beginning, then the same again and again, as fast as the sender takes it. */
  static Answer forEver(String beginning, String again) {
    return connection -> {
      connection.send(beginning);
      byte[] block = again.getBytes(ISO_8859_1);
      while (true) {
        connection.send(block);
      }
    };
  }

  static Answer endlessBody() {
    return forEver(OK + "\r\n", "x".repeat(BLOCK_BYTES));
  }

  static Answer endlessChunks() {
    return forEver(
        OK + "Transfer-Encoding: chunked\r\n\r\n", "400\r\n" + "x".repeat(1024) + "\r\n");
  }

  /** As long as it says, which nobody should wait for. */
  static Answer hugeBody() {
    byte[] block = new byte[BLOCK_BYTES];
    Arrays.fill(block, (byte) 'x');
    return connection -> {
      connection.send(OK + "Content-Length: " + HUGE_BYTES + "\r\n\r\n");
      for (long sent = 0; sent < HUGE_BYTES; sent += block.length) {
        connection.send(block);
      }
    };
  }

  static Answer gzipBomb() {
    return connection ->
        whole(200, List.of("Content-Encoding: gzip"), GzipBomb.bytes()).give(connection);
  }

  static Answer manyHeaders(int count) {
    return connection -> {
      connection.send(OK);
      for (int i = 0; i < count; i += 100) {
        StringBuilder some = new StringBuilder();
        for (int j = i; j < i + 100; j++) {
          some.append("X-Header-").append(j).append(": ").append(j).append("\r\n");
        }
        connection.send(some.toString());
      }
      connection.send("Content-Length: 0\r\n\r\n");
    };
  }

  static Answer informational(int count) {
    String some =
        Stream.of("100 Continue", "102 Processing", "103 Early Hints")
            .map(status -> "HTTP/1.1 " + status + "\r\n\r\n")
            .collect(Collectors.joining());
    return connection -> {
      for (int i = 0; i < count; i++) {
        connection.send(some);
      }
      whole(200, List.of(), "at last").give(connection);
    };
  }
}
