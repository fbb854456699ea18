package dev.integrationshub.senderkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one request from a connection, notes it and answers; every answer ends its connection. */
final class ServeConnection {
  private final Cases cases;
  private final Map<Endpoint, Integer> ports;
  private final Seen seen;
  private final InstantSource clock;

  ServeConnection(Cases cases, Map<Endpoint, Integer> ports, Seen seen, InstantSource clock) {
    this.cases = cases;
    this.ports = ports;
    this.seen = seen;
    this.clock = clock;
  }

  /**
   * @param socket beneath TLS
   * @param stream the same, or TLS over it
   */
  void serve(Endpoint endpoint, Socket socket, Socket stream)
      throws IOException, InterruptedException {
    var in = new BufferedInputStream(stream.getInputStream());
    Optional<Request> request = Request.read(in);
    if (request.isEmpty()) {
      return;
    }
    String path = request.get().path().replaceFirst("\\?.*", "");
    switch (path) {
      case "/cases" -> json(connection(socket, stream, in), cases.describe(ports));
      case "/seen" -> {
        if (request.get().method().equals("DELETE")) {
          seen.forget();
        }
        json(connection(socket, stream, in), seen.describe());
      }
      default -> {
        Seen.Entry entry = seen.note(endpoint, request.get(), clock.instant());
        try {
          cases.answer(path).give(connection(socket, stream, in, entry));
        } finally {
          entry.end();
        }
      }
    }
  }

  private static Connection connection(Socket socket, Socket stream, BufferedInputStream in)
      throws IOException {
    return new Connection(socket, in, stream.getOutputStream());
  }

  private static Connection connection(
      Socket socket, Socket stream, BufferedInputStream in, Seen.Entry entry) throws IOException {
    return new Connection(socket, in, entry.counting(stream.getOutputStream()));
  }

  private static void json(Connection connection, List<Map<String, Object>> list)
      throws IOException, InterruptedException {
    Answers.whole(200, List.of("Content-Type: application/json"), Json.of(list)).give(connection);
  }
}
