package dev.integrationshub.delivery;

import dev.integrationshub.delivery.SimulatedWebhook.Delivery;
import dev.integrationshub.egress.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds a run against the contract, with books of its own: what may never happen. It knows the
 * contract's numbers and nothing of the code that decides by them.
 */
final class CheckSafety implements SimulatedHub.Observer {
  private static final double[] SCHEDULE_SECONDS = {
    5, 300, 1800, 7200, 18_000, 36_000, 36_000, 50_400, 72_000, 86_400
  };
  private static final double LONGEST_ASKED_SECONDS = 36_000;

  /** What the runs came through, so that nobody trusts checks of what never happens. */
  enum Event {
    SUCCESS,
    EXHAUSTED,
    GONE,
    PAUSED,
    ASKED_FOR_LONGER,
    REOPENED,
    HALF_TOLD,
    NINE_TENTHS_TOLD,
    DISABLED_AS_FAILING,
    STATUS_HEALTHY,
    STATUS_DEGRADED,
    STATUS_FAILING,
    STATUS_DISABLED,
    STATUS_NO_DATA
  }

  private static final class DeliveryBook {
    Instant notBefore = Instant.MIN;
    int used;
    boolean byHand;
    boolean reopened;
    boolean finished;
  }

  private record Ended(Instant at, boolean succeeded) {}

  private static final class WebhookBook {
    final List<Ended> ended = new ArrayList<>();
    boolean enabled = true;
    Instant pausedUntil = Instant.MIN;
    int failuresInRow;
    int told;
    @Nullable Instant failingSince;
    Instant lastFailure = Instant.MIN;
  }

  private final Map<Delivery, DeliveryBook> deliveries = new HashMap<>();
  private final Map<SimulatedWebhook, WebhookBook> webhooks = new HashMap<>();
  private final Map<Event, Integer> seen;
  private final StringBuilder trace = new StringBuilder();

  CheckSafety(Map<Event, Integer> seen) {
    this.seen = seen;
  }

  CheckSafety() {
    this(new EnumMap<>(Event.class));
  }

  /** All that happened, to compare runs by. */
  String trace() {
    return trace.toString();
  }

  @Override
  public void published(Delivery delivery) {
    require(book(delivery.webhook).enabled, "made for a disabled webhook");
    deliveries.put(delivery, new DeliveryBook());
  }

  @Override
  public void retriedByHand(Delivery delivery) {
    DeliveryBook book = book(delivery);
    if (book.finished) {
      book.reopened = true;
      count(Event.REOPENED);
    }
    book.finished = false;
    book.byHand = true;
    book.notBefore = Instant.MIN;
  }

  @Override
  public void begins(Delivery delivery, Instant now) {
    DeliveryBook book = book(delivery);
    WebhookBook webhook = book(delivery.webhook);
    require(!book.finished, "attempted after its end");
    require(webhook.enabled, "attempted while the webhook is disabled");
    require(!now.isBefore(webhook.pausedUntil), "attempted while the webhook is paused");
    require(!now.isBefore(book.notBefore), "attempted early");
    require(
        book.byHand || book.used <= delivery.webhook.maxRetries, "attempted more than is allowed");
    long underWay = delivery.webhook.deliveries.stream().filter(other -> other.leased).count();
    require(!delivery.leased && underWay < SimulatedHub.PLACES, "attempted beyond the places");
    trace.append(now).append(" begins\n");
  }

  @Override
  public void ended(Delivery delivery, Outcome outcome, Instant startedAt, Instant now) {
    DeliveryBook book = book(delivery);
    WebhookBook webhook = book(delivery.webhook);
    boolean byHand = book.byHand;
    book.byHand = false;
    if (!byHand || (book.used == 0 && !book.reopened)) {
      book.used++;
    }
    int status =
        switch (outcome) {
          case Outcome.Responded responded -> responded.statusCode();
          case Outcome.Failed failed -> 0;
        };
    boolean success = status / 100 == 2;
    boolean exhausted = book.reopened || book.used > delivery.webhook.maxRetries;
    boolean gone = status == 410 && !byHand;
    book.finished = success || exhausted || gone;
    require(delivery.live != book.finished, "lost, or kept beyond its end");
    double asked = status == 429 || status == 503 ? askedSeconds(outcome, now) : 0;
    if (!book.finished) {
      waits(delivery, book, Math.max(SCHEDULE_SECONDS[book.used - 1], asked), now);
    }
    if (status == 429) {
      Instant until = now.plusMillis((long) (Math.max(5, asked) * 1000));
      webhook.pausedUntil = until.isAfter(webhook.pausedUntil) ? until : webhook.pausedUntil;
    }
    if (gone) {
      webhook.enabled = false;
      require(!delivery.webhook.health.isEnabled(), "not disabled by 410");
    }
    if (!byHand) {
      keepHealth(webhook, book.finished, success, startedAt, now);
    }
    checkStatus(delivery.webhook, now);
    note(status, success, exhausted, gone, asked);
    trace.append(now).append(' ').append(outcome).append(' ').append(delivery.dueAt).append('\n');
  }

  private static void waits(Delivery delivery, DeliveryBook book, double seconds, Instant now) {
    book.notBefore = now.plusMillis((long) (seconds * 1000));
    Instant latest = now.plusMillis((long) (seconds * 1100) + 1100);
    require(!delivery.dueAt.isBefore(book.notBefore), "due early");
    require(!delivery.dueAt.isAfter(latest), "due later than the jitter allows");
  }

  private static void keepHealth(
      WebhookBook webhook, boolean finished, boolean success, Instant startedAt, Instant now) {
    if (finished) {
      webhook.ended.add(new Ended(now, success));
    }
    if (success) {
      forget(webhook);
    } else {
      webhook.failuresInRow++;
      webhook.lastFailure = startedAt;
      webhook.failingSince = webhook.failingSince == null ? startedAt : webhook.failingSince;
    }
  }

  private static void forget(WebhookBook webhook) {
    webhook.failuresInRow = 0;
    webhook.told = 0;
    webhook.failingSince = null;
  }

  @Override
  public void enabled(SimulatedWebhook webhook) {
    WebhookBook book = book(webhook);
    forget(book);
    book.enabled = true;
    book.pausedUntil = Instant.MIN;
  }

  @Override
  public void watched(SimulatedWebhook webhook, int percent, Instant now) {
    WebhookBook book = book(webhook);
    Instant since = book.failingSince;
    if (!book.enabled || since == null) {
      require(percent == 0, "told of a webhook that is well or disabled");
      return;
    }
    double hours = Duration.between(since, now).toMillis() / 3_600_000.0;
    double proven = Duration.between(since, book.lastFailure).toMillis() / 3_600_000.0;
    int expected = proven >= 120 ? 100 : hours >= 108 ? 90 : hours >= 60 ? 50 : 0;
    require(percent == (expected > book.told ? expected : 0), "told or disabled at the wrong time");
    if (percent == 100) {
      require(book.told == 90, "disabled without its notices");
      book.enabled = false;
      count(Event.DISABLED_AS_FAILING);
    } else if (percent > 0) {
      book.told = percent;
      count(percent == 50 ? Event.HALF_TOLD : Event.NINE_TENTHS_TOLD);
    }
    checkStatus(webhook, now);
  }

  private void checkStatus(SimulatedWebhook webhook, Instant now) {
    WebhookBook book = book(webhook);
    List<Ended> lastDay =
        book.ended.stream().filter(e -> e.at.isAfter(now.minus(Duration.ofHours(24)))).toList();
    long succeeded = lastDay.stream().filter(Ended::succeeded).count();
    boolean enough = lastDay.size() >= 5;
    double rate = enough ? (double) succeeded / lastDay.size() : 1;
    String expected =
        !book.enabled
            ? "DISABLED"
            : book.failuresInRow >= 10 || rate < 0.5
                ? "FAILING"
                : book.failuresInRow >= 3 || rate < 0.95
                    ? "DEGRADED"
                    : enough ? "HEALTHY" : "NO_DATA";
    String actual = webhook.health.status(now);
    require(actual.equals(expected), "shown as " + actual + " instead of " + expected);
    count(Event.valueOf("STATUS_" + actual));
  }

  private void note(int status, boolean success, boolean exhausted, boolean gone, double asked) {
    if (success) {
      count(Event.SUCCESS);
    } else if (gone) {
      count(Event.GONE);
    } else if (exhausted) {
      count(Event.EXHAUSTED);
    }
    if (status == 429) {
      count(Event.PAUSED);
    }
    if (asked > 5) {
      count(Event.ASKED_FOR_LONGER);
    }
  }

  private static double askedSeconds(Outcome outcome, Instant now) {
    Optional<String> header =
        switch (outcome) {
          case Outcome.Responded responded -> responded.retryAfter();
          case Outcome.Failed failed -> Optional.empty();
        };
    double asked =
        switch (header.orElse("")) {
          case "3" -> 3;
          case "60" -> 60;
          case "90.5" -> 90.5;
          case "7200" -> 7200;
          case "36000", "86400", "99999999999999999999", "Fri, 01 Jan 2100 00:00:00 GMT" ->
              LONGEST_ASKED_SECONDS;
          case "Thu, 15 Jan 2026 12:00:00 GMT" ->
              Duration.between(now, Instant.parse("2026-01-15T12:00:00Z")).toMillis() / 1000.0;
          default -> 0;
        };
    return Math.clamp(asked, 0, LONGEST_ASKED_SECONDS);
  }

  private DeliveryBook book(Delivery delivery) {
    DeliveryBook book = deliveries.get(delivery);
    if (book == null) {
      throw new AssertionError("a delivery that was never made");
    }
    return book;
  }

  private WebhookBook book(SimulatedWebhook webhook) {
    return webhooks.computeIfAbsent(webhook, _ -> new WebhookBook());
  }

  private void count(Event event) {
    seen.merge(event, 1, Integer::sum);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
