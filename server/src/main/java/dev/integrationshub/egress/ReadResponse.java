package dev.integrationshub.egress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Collects a response as it arrives and stops at the limit. The network's thread writes, the
 * waiting one may look at any time at what has come so far.
 */
final class ReadResponse {
  private final CompletableFuture<ReceivedResponse> done = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile @Nullable Head head;

  private record Head(int statusCode, List<Header> headers) {}

  /** Ends with the response, or with what prevented it. */
  CompletableFuture<ReceivedResponse> done() {
    return done;
  }

  void start(HttpClientResponse response) {
    head =
        new Head(
            response.statusCode(),
            response.headers().entries().stream()
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList());
    response.exceptionHandler(this::fail);
    response.endHandler(end -> snapshot(false).ifPresent(done::complete));
    response.handler(part -> add(part, response));
  }

  void fail(Throwable failure) {
    done.completeExceptionally(failure);
  }

  /** What has come so far, which is not the whole. */
  Optional<ReceivedResponse> partial() {
    return snapshot(true);
  }

  private void add(Buffer part, HttpClientResponse response) {
    int room = ReceivedResponse.MAX_BODY_BYTES - body.size();
    byte[] bytes = part.getBytes(0, Math.min(room, part.length()));
    body.write(bytes, 0, bytes.length);
    if (part.length() > room) {
      snapshot(true).ifPresent(done::complete);
      response.request().connection().close();
    }
  }

  private Optional<ReceivedResponse> snapshot(boolean truncated) {
    Head begun = head;
    return begun == null
        ? Optional.empty()
        : Optional.of(
            new ReceivedResponse(begun.statusCode, begun.headers, body.toByteArray(), truncated));
  }
}
