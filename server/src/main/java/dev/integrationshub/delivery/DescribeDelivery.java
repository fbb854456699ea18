package dev.integrationshub.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.integrationshub.delivery.DeliveryDetailView.AttemptView;
import dev.integrationshub.delivery.DeliveryDetailView.HeaderView;
import dev.integrationshub.delivery.DeliveryDetailView.RequestView;
import dev.integrationshub.platform.ids.IdKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a delivery's rows together as the page shows them. */
@ApplicationScoped
class DescribeDelivery {
  private final ObjectMapper json;

  DescribeDelivery(ObjectMapper json) {
    this.json = json;
  }

  DeliveryDetailView describe(
      ReadDeliveries.Row row,
      Optional<ReadDeliveries.Event> event,
      List<ReadDeliveries.Attempt> attempts) {
    DeliveryView view = DeliveryView.of(row);
    return new DeliveryDetailView(
        view.id(),
        view.eventId(),
        view.event(),
        view.status(),
        view.createdAt(),
        view.durationMs(),
        view.responseCode(),
        view.nextAttemptAt(),
        view.error(),
        view.test(),
        event.map(ReadDeliveries.Event::resentFrom).map(IdKind.EVENT::format).orElse(null),
        attempts.isEmpty() ? null : request(attempts.getLast(), event),
        attempts.stream().map(this::attempt).toList());
  }

  private RequestView request(ReadDeliveries.Attempt last, Optional<ReadDeliveries.Event> event) {
    @Nullable String body =
        event
            .map(e -> new String(ComposeRequest.body(e.type(), e.acceptedAt(), e.payload()), UTF_8))
            .orElse(null);
    return new RequestView(last.requestUrl(), headers(last.requestHeaders()), body);
  }

  private AttemptView attempt(ReadDeliveries.Attempt attempt) {
    return new AttemptView(
        attempt.number(),
        attempt.startedAt(),
        attempt.durationMillis(),
        attempt.statusCode(),
        attempt.responseHeaders() == null ? null : headers(attempt.responseHeaders()),
        attempt.responseBody() == null ? null : new String(attempt.responseBody(), UTF_8),
        attempt.responseTruncated(),
        attempt.error(),
        attempt.errorDetail(),
        Trigger.of(attempt.trigger()),
        TimingView.of(attempt));
  }

  private List<HeaderView> headers(String text) {
    try {
      return json.readValue(text, new TypeReference<List<HeaderView>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored headers are not a list of names and values", e);
    }
  }
}
