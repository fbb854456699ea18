package dev.integrationshub.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.CheckUrl;
import dev.integrationshub.filters.ReadCondition;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.signing.WebhookSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Checks what a customer wants a webhook to be. */
@ApplicationScoped
class CheckWebhook {
  static final String ALL_EVENTS = "*";

  private static final int MAX_NAME_LENGTH = 100;
  private static final int MAX_URL_LENGTH = 2048;
  private static final int MAX_RETRIES = 10;
  private static final int MAX_TIMEOUT_SECONDS = 30;

  private final CheckUrl checkUrl;
  private final EventTypes eventTypes;

  CheckWebhook(CheckUrl checkUrl, EventTypes eventTypes) {
    this.checkUrl = checkUrl;
    this.eventTypes = eventTypes;
  }

  record Checked(CheckedWebhook settings, WebhookSecret secret) {}

  /**
   * @throws dev.integrationshub.platform.problems.ProblemException 400 with all that is wrong
   */
  Checked check(Handle handle, CreateWebhookRequest request) {
    var errors = new FieldErrors();
    var retry = Objects.requireNonNullElse(request.retry(), RetrySetting.DEFAULT);
    var settings =
        new CheckedWebhook(
            errors.text(request.name(), "/name", MAX_NAME_LENGTH),
            url(request.url(), errors),
            events(handle, request.events(), errors),
            CheckHeaders.check(request.headers(), errors),
            retry.enabled() == null || retry.enabled(),
            within(retry.maxRetries(), 0, MAX_RETRIES, 7, "/retry/maxRetries", errors),
            within(
                retry.timeoutSeconds(),
                1,
                MAX_TIMEOUT_SECONDS,
                15,
                "/retry/timeoutSeconds",
                errors),
            request.enabled() == null || request.enabled(),
            filter(request.filter(), errors));
    Optional<WebhookSecret> secret = secret(request.secret(), errors);
    errors.throwIfAny();
    return new Checked(settings, secret.orElseThrow());
  }

  private String url(@Nullable String value, FieldErrors errors) {
    String url = errors.text(value, "/url", MAX_URL_LENGTH);
    if (!url.isEmpty() && checkUrl.check(url) instanceof CheckUrl.Result.Refused refused) {
      errors.add("/url", refused.reason());
    }
    return url;
  }

  private List<String> events(
      Handle handle, @Nullable List<@Nullable String> names, FieldErrors errors) {
    if (names == null || names.isEmpty()) {
      errors.add("/events", "is required: names of event types, or * alone for all");
      return List.of();
    }
    Set<String> distinct = new LinkedHashSet<>();
    names.forEach(name -> distinct.add(name == null ? "" : name));
    if (distinct.equals(Set.of(ALL_EVENTS))) {
      return List.of(ALL_EVENTS);
    }
    if (distinct.contains(ALL_EVENTS)) {
      errors.add("/events", "has * beside other names; * stands alone");
      return List.of();
    }
    Set<String> unknown = eventTypes.unknown(handle, distinct);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i) == null ? "" : names.get(i);
      errors.require(
          !unknown.contains(name), "/events/" + i, "is not an event type; see /api/event-types");
    }
    return List.copyOf(distinct);
  }

  static @Nullable String filter(@Nullable JsonNode filter, FieldErrors errors) {
    if (filter == null || filter.isNull()) {
      return null;
    }
    ReadCondition.read(filter, "/filter", errors);
    return filter.toString();
  }

  private static int within(
      @Nullable Integer value,
      int min,
      int max,
      int defaultValue,
      String pointer,
      FieldErrors errors) {
    int number = value == null ? defaultValue : value;
    errors.require(
        min <= number && number <= max,
        pointer,
        "is " + number + "; it must lie between " + min + " and " + max);
    return number;
  }

  private static Optional<WebhookSecret> secret(@Nullable String text, FieldErrors errors) {
    if (text == null) {
      return Optional.of(WebhookSecret.generate());
    }
    Optional<WebhookSecret> secret = WebhookSecret.parse(text);
    errors.require(
        secret.isPresent(), "/secret", "must be whsec_ and the base64 of 24 to 64 bytes");
    return secret;
  }
}
