package dev.integrationshub.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.integrationshub.egress.CheckUrl;
import dev.integrationshub.filters.ReadCondition;
import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.signing.SignatureScheme;
import dev.integrationshub.signing.SigningKey;
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
  private static final int DEFAULT_MAX_RETRIES = 7;
  private static final int MAX_TIMEOUT_SECONDS = 30;
  private static final int DEFAULT_TIMEOUT_SECONDS = 15;
  private static final int MAX_PER_SECOND = 1000;

  private final CheckUrl checkUrl;
  private final EventTypes eventTypes;

  CheckWebhook(CheckUrl checkUrl, EventTypes eventTypes) {
    this.checkUrl = checkUrl;
    this.eventTypes = eventTypes;
  }

  record Checked(CheckedWebhook settings, SigningKey key) {}

  /**
   * @throws dev.integrationshub.platform.problems.ProblemException 400 with all that is wrong
   */
  Checked check(Handle handle, CreateWebhookRequest request) {
    var errors = new FieldErrors();
    var retry = Objects.requireNonNullElse(request.retry(), RetrySetting.UNSAID);
    var settings =
        new CheckedWebhook(
            name(request.name(), errors),
            url(request.url(), errors),
            events(handle, request.events(), errors),
            CheckHeaders.check(request.headers(), errors),
            retry.enabled() == null || retry.enabled(),
            maxRetries(retry, DEFAULT_MAX_RETRIES, errors),
            timeoutSeconds(retry, DEFAULT_TIMEOUT_SECONDS, errors),
            request.enabled() == null || request.enabled(),
            filter(request.filter(), errors),
            request.ordered() != null && request.ordered(),
            throttle(request.throttlePerSecond(), errors));
    Optional<SigningKey> key = key(request.signatureScheme(), request.secret(), errors);
    errors.throwIfAny();
    return new Checked(settings, key.orElseThrow());
  }

  /**
   * The settings as they are to be; what the request says nothing about stays unchecked.
   *
   * @throws dev.integrationshub.platform.problems.ProblemException 400 with all that is wrong
   */
  CheckedWebhook change(Handle handle, ChangeWebhookRequest request, CheckedWebhook before) {
    var errors = new FieldErrors();
    var retry = Objects.requireNonNullElse(request.retry(), RetrySetting.UNSAID);
    var settings =
        new CheckedWebhook(
            request.name() == null ? before.name() : name(request.name(), errors),
            request.url() == null ? before.url() : url(request.url(), errors),
            request.events() == null ? before.events() : events(handle, request.events(), errors),
            request.headers() == null
                ? before.headers()
                : CheckHeaders.check(request.headerSettings(), before.headers(), errors),
            Objects.requireNonNullElse(retry.enabled(), before.retryEnabled()),
            maxRetries(retry, before.maxRetries(), errors),
            timeoutSeconds(retry, before.timeoutSeconds(), errors),
            Objects.requireNonNullElse(request.enabled(), before.enabled()),
            request.filter() == null ? before.filter() : filter(request.filter(), errors),
            Objects.requireNonNullElse(request.ordered(), before.ordered()),
            request.throttlePerSecond() == null
                ? before.throttlePerSecond()
                : throttle(request.throttlePerSecond(), errors));
    errors.throwIfAny();
    return settings;
  }

  /** What a test needs of a webhook that is not saved. */
  TestTarget target(FindTestTarget.Unsaved webhook, FieldErrors errors) {
    return new TestTarget(
        url(webhook.url(), errors),
        CheckHeaders.check(webhook.headers(), errors),
        key(SignatureScheme.V1, webhook.secret(), errors).stream().toList(),
        within(
            webhook.timeoutSeconds(),
            1,
            MAX_TIMEOUT_SECONDS,
            DEFAULT_TIMEOUT_SECONDS,
            "/timeoutSeconds",
            errors));
  }

  private static String name(@Nullable String value, FieldErrors errors) {
    return errors.text(value, "/name", MAX_NAME_LENGTH);
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

  private static int maxRetries(RetrySetting retry, int otherwise, FieldErrors errors) {
    return within(retry.maxRetries(), 0, MAX_RETRIES, otherwise, "/retry/maxRetries", errors);
  }

  private static int timeoutSeconds(RetrySetting retry, int otherwise, FieldErrors errors) {
    return within(
        retry.timeoutSeconds(), 1, MAX_TIMEOUT_SECONDS, otherwise, "/retry/timeoutSeconds", errors);
  }

  static @Nullable String filter(@Nullable JsonNode filter, FieldErrors errors) {
    if (filter == null || filter.isNull()) {
      return null;
    }
    ReadCondition.read(filter, "/filter", errors);
    return filter.toString();
  }

  /** Null and absent are the same to a new webhook; a change takes the throttle away by null. */
  private static @Nullable Integer throttle(@Nullable JsonNode value, FieldErrors errors) {
    if (value == null || value.isNull()) {
      return null;
    }
    boolean good =
        value.isIntegralNumber()
            && value.canConvertToInt()
            && 1 <= value.intValue()
            && value.intValue() <= MAX_PER_SECOND;
    errors.require(
        good,
        "/throttlePerSecond",
        "must be a whole number from 1 to " + MAX_PER_SECOND + ", or null for no limit");
    return good ? value.intValue() : null;
  }

  private static int within(
      @Nullable Integer value,
      int min,
      int max,
      int otherwise,
      String pointer,
      FieldErrors errors) {
    int number = value == null ? otherwise : value;
    errors.require(
        min <= number && number <= max,
        pointer,
        "is " + number + "; it must lie between " + min + " and " + max);
    return number;
  }

  private static Optional<SigningKey> key(
      @Nullable SignatureScheme chosen, @Nullable String text, FieldErrors errors) {
    SignatureScheme scheme = Objects.requireNonNullElse(chosen, SignatureScheme.V1);
    if (text == null) {
      return Optional.of(SigningKey.generate(scheme));
    }
    if (scheme == SignatureScheme.V1A) {
      errors.add("/secret", "goes with v1 only: for v1a the hub makes the key pair");
      return Optional.empty();
    }
    Optional<WebhookSecret> secret = WebhookSecret.parse(text);
    errors.require(
        secret.isPresent(), "/secret", "must be whsec_ and the base64 of 24 to 64 bytes");
    return secret.map(own -> own);
  }
}
