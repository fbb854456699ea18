package dev.integrationshub.verification;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.keys.KeyFormat;
import dev.integrationshub.platform.access.RememberedOperators;
import dev.integrationshub.platform.http.RouteMetric;
import dev.integrationshub.platform.http.SecureHeaders;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code POST /api/keys/verify} on the event loop that read it, where that takes no wait
 * and nothing about the request is unusual; these are nearly all. Whatever else it is handed on as
 * it came, body included, to {@link VerifyResource}, which alone knows what to say to it.
 */
@Singleton
class VerifyAtOnce {
  static final String PATH = "/api/keys/verify";

  private static final CharSequence JSON =
      HttpHeaders.createOptimized("application/json;charset=UTF-8");

  private final RememberedOperators operators;
  private final VerifyFromMemory memory;
  private final ReadOrdinaryRequest read;
  private final WriteAnswer write;
  private final CountVerifications counts;

  VerifyAtOnce(
      RememberedOperators operators,
      VerifyFromMemory memory,
      ObjectMapper mapper,
      CountVerifications counts) {
    this.operators = operators;
    this.memory = memory;
    this.read = new ReadOrdinaryRequest(mapper.getFactory());
    this.write = new WriteAnswer(mapper.getFactory());
    this.counts = counts;
  }

  /** Before every other handler: what they do for an answer is done here. */
  void routes(@Observes Router router) {
    router.post(PATH).order(-1002).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    @Nullable OrdinaryHeaders headers =
        request.version() != HttpVersion.HTTP_1_0 && request.uri().equals(PATH)
            ? OrdinaryHeaders.of(request.headers())
            : null;
    if (headers == null
        || KeyFormat.isApiKey(headers.bearer())
        || !operators.isRemembered(headers.bearer())) {
      context.next();
      return;
    }
    // The framework pauses every request until somebody wants its body.
    request.handler(new Body(context, headers.bodyBytes())).resume();
  }

  /** Whether it is answered; else it must be handed on. */
  private boolean answer(RoutingContext context, Buffer body) {
    @Nullable Buffer answer;
    try {
      answer = answer(body.getBytes());
    } catch (RuntimeException | IOException e) {
      // Not handed on: the call may be counted already.
      context.fail(e);
      return true;
    }
    if (answer == null) {
      return false;
    }
    RouteMetric.name(context, PATH);
    HttpServerResponse response = context.response();
    SecureHeaders.put(response);
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(answer);
    return true;
  }

  private @Nullable Buffer answer(byte[] body) throws IOException {
    Presented presented = read.read(body);
    @Nullable Verification verification =
        presented == null ? null : memory.verify(presented.key(), presented.ask());
    if (verification == null) {
      return null;
    }
    VerificationView view = VerificationView.of(verification);
    counts.atOnce(view.code());
    return Buffer.buffer(write.write(view));
  }

  /** Waits for a body of known length. */
  private final class Body implements Handler<Buffer> {
    private final RoutingContext context;
    private final int length;
    private @Nullable Buffer body;

    Body(RoutingContext context, int length) {
      this.context = context;
      this.length = length;
    }

    @Override
    public void handle(Buffer part) {
      Buffer whole = body == null ? part : body.appendBuffer(part);
      body = whole;
      if (whole.length() == length && !answer(context, whole)) {
        // Before its end is seen: an ended request can't be handed on.
        context.request().handler(null).pause();
        ((RoutingContextInternal) context).setBody(whole);
        context.next();
      }
    }
  }
}
