package dev.integrationshub.delivery;

import dev.integrationshub.delivery.DueWebhooks.Asked;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Takes leases on deliveries that are due. The database's clock decides both, so that nodes need
 * not agree on the time; a lease outlives the longest attempt and needs no heartbeat.
 *
 * <p>What a claim costs depends on what has come due and can be taken, not on what waits: a look by
 * due time tells of the webhooks that are to be asked, {@link DueWebhooks} remembers those that
 * have more than there was room for, and a sweep in small steps finds what no due time tells of.
 */
@ApplicationScoped
class ClaimDueDeliveries {
  /** The longest timeout and 15 s to write down what came of it. */
  static final Duration LEASE = Duration.ofSeconds(30 + 15);

  /** From one sweep's begin to the next. */
  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** From one step of a sweep to the next: 2,500 webhooks a second. */
  private static final Duration STEP = Duration.ofMillis(200);

  private static final int REMEMBERED = 20_000;

  /** Webhooks that one statement asks. */
  private static final int LEAST_ASKED = 32;

  private static final int MOST_ASKED = 256;

  /** Statements of one claim, where those who are asked have nothing. */
  private static final int ATTEMPTS = 8;

  private static final String RELEASE =
      """
      WITH released AS (
        UPDATE delivery SET lease_until = NULL, lease_token = NULL, lease_node = NULL
        WHERE lease_node = :node AND lease_until IS NOT NULL
        RETURNING webhook_id),
      opened AS (
        UPDATE webhook_health SET ordered_until = NULL
        WHERE webhook_id IN (SELECT webhook_id FROM released) AND ordered_until IS NOT NULL)
      SELECT count(*) FROM released
      """;

  private static final String DROP_ORPHANS =
      "DELETE FROM delivery d WHERE NOT EXISTS (SELECT 1 FROM webhook w WHERE w.id = d.webhook_id)";

  private final Jdbi jdbi;
  private final FindDueWebhooks find;
  private final TakeLeases takeLeases;

  /** Claims follow one another: there is one dispatcher. */
  private final ReentrantLock claiming = new ReentrantLock();

  private final Queue<UUID> mayBeDue = new ConcurrentLinkedQueue<>();
  private final DueWebhooks due = new DueWebhooks(REMEMBERED);
  private FindDueWebhooks.Reached reached = FindDueWebhooks.Reached.NOTHING;
  private @Nullable UUID swept;
  private long nextStep = System.nanoTime();
  private boolean isMore;
  private long nextDue = System.nanoTime();

  ClaimDueDeliveries(Jdbi jdbi, FindDueWebhooks find, TakeLeases takeLeases) {
    this.jdbi = jdbi;
    this.find = find;
    this.takeLeases = takeLeases;
  }

  /**
   * @param node that will hold the leases
   * @param places most deliveries to take; where none are taken, those who are known to have
   *     something due were asked, or {@link #untilNext} is zero
   * @param placesPerWebhook most of one webhook
   * @param exceptions most of those webhooks that have another number of free places on this node
   */
  List<ClaimedDelivery> claim(
      UUID node, int places, int placesPerWebhook, Map<UUID, Integer> exceptions) {
    ToIntFunction<UUID> room = id -> exceptions.getOrDefault(id, placesPerWebhook);
    claiming.lock();
    try {
      recall();
      Set<UUID> besides = new HashSet<>();
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        isMore = look();
        List<Asked> asked = ask(places, room, besides);
        List<ClaimedDelivery> claimed = asked.isEmpty() ? List.of() : take(node, places, asked);
        if (!claimed.isEmpty()) {
          // Now: their slots are counted from here.
          isMore = true;
          return claimed;
        }
        if (asked.isEmpty() && !isMore) {
          return claimed;
        }
      }
      isMore = true;
      return List.of();
    } finally {
      claiming.unlock();
    }
  }

  /**
   * A delivery of these webhooks may be due that was due some time ago and under lease until now.
   */
  void mayBeDue(Collection<UUID> webhookIds) {
    mayBeDue.addAll(webhookIds);
  }

  /**
   * @return the shorter of the ceiling and the time until a further claim may find something
   */
  Duration untilNext(Duration ceiling) {
    claiming.lock();
    try {
      if (isMore || !mayBeDue.isEmpty()) {
        return Duration.ZERO;
      }
      long now = System.nanoTime();
      long wait = Math.min(nextDue - now, ceiling.toNanos());
      if (swept != null) {
        wait = Math.min(wait, nextStep - now);
      }
      wait = Math.min(wait, due.nextOpening(now).orElse(now + wait) - now);
      return Duration.ofNanos(Math.max(wait, 0));
    } finally {
      claiming.unlock();
    }
  }

  private void recall() {
    List<UUID> ids = new ArrayList<>();
    for (UUID id = mayBeDue.poll(); id != null; id = mayBeDue.poll()) {
      ids.add(id);
    }
    due.areDue(ids);
    if (!due.isFull() && System.nanoTime() - nextStep >= 0) {
      FindDueWebhooks.Swept step = find.sweep(swept);
      due.areDue(step.webhookIds());
      swept = step.reached();
      nextStep = System.nanoTime() + (swept == null ? SWEEP : STEP).toNanos();
    }
  }

  /**
   * @return whether there is more to be seen at once
   */
  private boolean look() {
    long before = System.nanoTime();
    if (due.isFull()) {
      nextDue = before + STEP.toNanos();
      return false;
    }
    FindDueWebhooks.CameDue come = find.cameDue(reached);
    due.cameDue(come.webhookIds());
    reached = come.reached();
    Duration untilNext = come.untilNext();
    nextDue = before + (untilNext == null ? SWEEP : untilNext).toNanos();
    return come.isFull();
  }

  /**
   * @param besides who was asked; those who are asked now are added
   */
  private List<Asked> ask(int places, ToIntFunction<UUID> room, Set<UUID> besides) {
    int atOnce = Math.clamp(2L * places, LEAST_ASKED, MOST_ASKED);
    List<Asked> asked = due.next(atOnce, room, besides, System.nanoTime());
    asked.forEach(one -> besides.add(one.webhookId()));
    return asked;
  }

  private List<ClaimedDelivery> take(UUID node, int places, List<Asked> asked) {
    TakeLeases.Taken taken = takeLeases.take(node, places, asked);
    due.answered(asked, answers(taken, places));
    return taken.deliveries();
  }

  private static DueWebhooks.Answers answers(TakeLeases.Taken taken, int places) {
    long now = System.nanoTime();
    Map<UUID, Integer> counts = new HashMap<>();
    Set<UUID> gated = new HashSet<>();
    for (ClaimedDelivery delivery : taken.deliveries()) {
      counts.merge(delivery.webhookId(), 1, Integer::sum);
      if (delivery.ordered() || delivery.microsToSlot() != null) {
        gated.add(delivery.webhookId());
      }
    }
    Map<UUID, Long> closedUntil = new HashMap<>();
    taken.closedFor().forEach((id, duration) -> closedUntil.put(id, now + duration.toNanos()));
    return new DueWebhooks.Answers(counts, gated, closedUntil, taken.deliveries().size() >= places);
  }

  /** Gives back every lease that the node holds, so that anybody may claim at once. */
  int release(UUID node) {
    return jdbi.withHandle(
        handle -> handle.createQuery(RELEASE).bind("node", node).mapTo(Integer.class).one());
  }

  /** Removes deliveries that were accepted in the moment in which their webhook was deleted. */
  int dropOrphans() {
    return jdbi.withHandle(handle -> handle.createUpdate(DROP_ORPHANS).execute());
  }
}
