package dev.integrationshub.senderkit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests that arrived, the last {@value #MAX_ENTRIES} of them. */
final class Seen {
  private static final int MAX_ENTRIES = 10_000;

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  /** One request and how much of its response was taken. */
  static final class Entry {
    private final Endpoint endpoint;
    private final Request request;
    private final Instant at;
    private volatile long bytesTaken;
    private volatile boolean ended;

    private Entry(Endpoint endpoint, Request request, Instant at) {
      this.endpoint = endpoint;
      this.request = request;
      this.at = at;
    }

    void end() {
      ended = true;
    }

    /** Counts before TLS. What the system buffers counts as taken. */
    OutputStream counting(OutputStream out) {
      return new FilterOutputStream(out) {
        private long written;

        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
          written += length;
          bytesTaken = written;
        }
      };
    }

    private Map<String, Object> describe() {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("at", at.toString());
      described.put("endpoint", endpoint.id());
      described.put("method", request.method());
      described.put("path", request.path());
      described.put(
          "headers",
          request.headers().stream()
              .map(header -> List.of(header.name(), header.value()))
              .toList());
      described.put("bodyBytes", request.body().length);
      described.put("bodySha256", sha256(request.body()));
      described.put("responseBytesTaken", bytesTaken);
      described.put("ended", ended);
      return described;
    }
  }

  synchronized Entry note(Endpoint endpoint, Request request, Instant at) {
    Entry entry = new Entry(endpoint, request, at);
    if (entries.size() == MAX_ENTRIES) {
      entries.removeFirst();
    }
    entries.addLast(entry);
    return entry;
  }

  synchronized void forget() {
    entries.clear();
  }

  synchronized List<Map<String, Object>> describe() {
    return entries.stream().map(Entry::describe).toList();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
