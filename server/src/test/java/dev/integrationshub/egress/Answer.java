package dev.integrationshub.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a receiver does with a request once it has read it. */
@FunctionalInterface
public interface Answer {
  /** Between two bytes of a slow answer. */
  int DRIP_MILLIS = 50;

  /**
   * @param socket beneath TLS; the streams are above it
   * @param request counts the connection's requests from 1
   */
  record Connection(Socket socket, InputStream in, OutputStream out, int request) {}

  void give(Connection connection) throws IOException, InterruptedException;

  /** A well-behaved answer without a body; the connection stays open. */
  static Answer status(int status) {
    return of(status, Map.of(), "");
  }

  static Answer of(int status, Map<String, String> headers, String body) {
    return of(status, headers, body.getBytes(UTF_8));
  }

  static Answer of(int status, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + body.length + "\r\n\r\n");
    return connection -> {
      connection.out.write(head.toString().getBytes(ISO_8859_1));
      connection.out.write(body);
      connection.out.flush();
    };
  }

  /** Gives the answer once the gate opens, or nothing if it does not within a minute. */
  static Answer after(CountDownLatch gate, Answer answer) {
    return connection -> {
      if (gate.await(1, TimeUnit.MINUTES)) {
        answer.give(connection);
      }
    };
  }

  /** Gives the answer after a while, as a receiver does that thinks first. */
  static Answer late(Duration after, Answer answer) {
    return connection -> {
      Thread.sleep(after);
      answer.give(connection);
    };
  }

  /** Exactly these bytes, then the end of the connection. */
  static Answer raw(String bytes) {
    return connection -> {
      connection.out.write(bytes.getBytes(ISO_8859_1));
      connection.out.flush();
      connection.socket.close();
    };
  }

  /** Says nothing until the client goes away. */
  static Answer hang() {
    return connection -> {
      while (connection.in.read() >= 0) {
        // What the client still sends is of no interest.
      }
    };
  }

  /** Drops the connection by a TCP reset. */
  static Answer reset() {
    return connection -> {
      connection.socket.setSoLinger(true, 0);
      connection.socket.close();
    };
  }

  /** These bytes, and then one more at a time, slowly, until the client goes away. */
  static Answer drip(String start) {
    return connection -> {
      connection.out.write(start.getBytes(ISO_8859_1));
      while (true) {
        connection.out.write('x');
        connection.out.flush();
        Thread.sleep(DRIP_MILLIS);
      }
    };
  }

  /** A body without an end, as fast as the client takes it. */
  static Answer endlessBody() {
    return connection -> {
      connection.out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
      byte[] block = new byte[8192];
      Arrays.fill(block, (byte) 'x');
      while (true) {
        connection.out.write(block);
      }
    };
  }
}
