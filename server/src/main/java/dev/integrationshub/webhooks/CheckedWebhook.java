package dev.integrationshub.webhooks;

import dev.integrationshub.audit.Change;
import dev.integrationshub.egress.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's settings as checked.
 *
 * @param events names of the catalogue without repetition, or {@code *} alone
 * @param maxRetries 0 to 10
 * @param timeoutSeconds 1 to 30
 * @param filter JSON that can be read as a condition; null takes every event
 * @param ordered whether one delivery at a time is sent, in the order of acceptance
 * @param throttlePerSecond 1 to 1000 attempts; null for no limit
 */
record CheckedWebhook(
    String name,
    String url,
    List<String> events,
    List<Header> headers,
    boolean retryEnabled,
    int maxRetries,
    int timeoutSeconds,
    boolean enabled,
    @Nullable String filter,
    boolean ordered,
    @Nullable Integer throttlePerSecond) {

  List<String> headerNames() {
    return headers.stream().map(Header::name).toList();
  }

  /**
   * What is here and was not so before, by field; for the audit. Of headers the names only: where a
   * value changed, {@code headerValues} names its header.
   */
  Map<String, Object> changesFrom(CheckedWebhook before) {
    Map<String, @Nullable Object> former = before.shown();
    Map<String, Object> changes = new LinkedHashMap<>();
    shown()
        .forEach(
            (field, value) -> {
              if (!Objects.equals(value, former.get(field))) {
                changes.put(field, new Change(former.get(field), value));
              }
            });
    List<String> values = headersWithNewValues(before);
    if (!values.isEmpty()) {
      changes.put("headerValues", values);
    }
    return changes;
  }

  private List<String> headersWithNewValues(CheckedWebhook before) {
    return headers.stream()
        .filter(
            header ->
                before.headers.stream()
                    .anyMatch(
                        former ->
                            former.name().equalsIgnoreCase(header.name())
                                && !former.value().equals(header.value())))
        .map(Header::name)
        .toList();
  }

  private Map<String, @Nullable Object> shown() {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("name", name);
    shown.put("url", url);
    shown.put("events", events);
    shown.put("headers", headerNames());
    shown.put("retry", new RetrySetting(retryEnabled, maxRetries, timeoutSeconds));
    shown.put("enabled", enabled);
    shown.put("filter", filter);
    shown.put("ordered", ordered);
    shown.put("throttlePerSecond", throttlePerSecond);
    return shown;
  }
}
