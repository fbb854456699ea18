package dev.integrationshub.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.integrationshub.delivery.DeliveryDetailView.HeaderView;
import dev.integrationshub.delivery.DeliveryDetailView.RequestView;
import dev.integrationshub.egress.Exchange;
import dev.integrationshub.egress.Header;
import dev.integrationshub.egress.Outcome;
import dev.integrationshub.egress.ReceivedResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "TestResult", description = "What came of a test")
record TestResultView(
    @Schema(description = "Whether the answer was 2xx, however the test was signed")
        boolean success,
    @Schema(description = "Null where no answer came") @Nullable Integer statusCode,
    long durationMs,
    TimingView timing,
    @Schema(description = "The kind of error; null for a success", examples = "http_500")
        @Nullable String error,
    @Schema(description = "The error in a sentence, where no answer came")
        @Nullable String errorDetail,
    RequestView request,
    @Schema(description = "Null where no answer came") @Nullable ResponseView response) {

  @Schema(name = "TestResponse", description = "What the receiver answered")
  record ResponseView(
      List<HeaderView> headers,
      @Schema(description = "As text, at most 32 KiB") String body,
      @Schema(description = "Whether the response went on beyond what is shown")
          boolean truncated) {

    static ResponseView of(ReceivedResponse response) {
      return new ResponseView(
          lines(response.headers()), new String(response.body(), UTF_8), response.truncated());
    }
  }

  /**
   * @param headers redacted
   */
  static TestResultView of(String url, List<Header> headers, byte[] body, Exchange exchange) {
    var request = new RequestView(url, lines(headers), new String(body, UTF_8));
    @Nullable ResponseView response = exchange.response().map(ResponseView::of).orElse(null);
    TimingView timing = TimingView.of(exchange.timing());
    long durationMs = exchange.duration().toMillis();
    return switch (exchange.outcome()) {
      case Outcome.Responded(int status, var retryAfter) -> {
        boolean success = DecideNext.isSuccess(status);
        yield new TestResultView(
            success,
            status,
            durationMs,
            timing,
            success ? null : "http_" + status,
            null,
            request,
            response);
      }
      case Outcome.Failed failed ->
          new TestResultView(
              false,
              null,
              durationMs,
              timing,
              failed.kind().code(),
              failed.detail(),
              request,
              response);
    };
  }

  private static List<HeaderView> lines(List<Header> headers) {
    return headers.stream().map(header -> new HeaderView(header.name(), header.value())).toList();
  }
}
