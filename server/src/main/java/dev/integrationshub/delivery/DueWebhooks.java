package dev.integrationshub.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * The webhooks of which something may be due, as far as this node knows. They take turns; pure, and
 * not safe for threads.
 *
 * <p>One that is missing here is found again sooner or later by {@link FindDueWebhooks#sweep}, and
 * one that stands here in vain leaves when it is asked. So neither has to be exact.
 */
final class DueWebhooks {
  private final int most;
  private final SequencedSet<UUID> open = new LinkedHashSet<>();

  /** Until when, on {@link System#nanoTime()}. */
  private final Map<UUID, Long> closed = new LinkedHashMap<>();

  /**
   * @param most webhooks that are remembered, but for those of a last find
   */
  DueWebhooks(int most) {
    this.most = most;
  }

  /**
   * One that is asked for its deliveries.
   *
   * @param places most of them
   */
  record Asked(UUID webhookId, int places) {}

  /**
   * What the asked ones answered.
   *
   * @param taken deliveries by webhook
   * @param gated webhooks that give fewer than they have, because they are ordered or throttled
   * @param closedUntil of those that give nothing before then, whatever is due; a time that has
   *     passed where nobody knows when
   * @param isFull whether more were due than could be taken
   */
  record Answers(
      Map<UUID, Integer> taken, Set<UUID> gated, Map<UUID, Long> closedUntil, boolean isFull) {}

  /** Something of these came due. It changes nothing for those that are closed. */
  void cameDue(Collection<UUID> webhookIds) {
    webhookIds.stream().filter(id -> !closed.containsKey(id)).forEach(open::add);
  }

  /** Something of these is due, and they are not paused. */
  void areDue(Collection<UUID> webhookIds) {
    webhookIds.forEach(closed::remove);
    open.addAll(webhookIds);
  }

  /**
   * Whose turn it is.
   *
   * @param atOnce most of those that are open, and as many of the others
   * @param room how many deliveries of a webhook may be taken
   * @param besides those that were asked just now
   */
  List<Asked> next(int atOnce, ToIntFunction<UUID> room, Set<UUID> besides, long nanos) {
    List<Asked> asked = new ArrayList<>();
    makeRoom(room);
    choose(open, atOnce, room, besides, asked);
    List<UUID> opening =
        closed.entrySet().stream()
            .filter(entry -> entry.getValue() - nanos <= 0)
            .map(Map.Entry::getKey)
            .toList();
    choose(opening, asked.size() + atOnce, room, besides, asked);
    return asked;
  }

  private static void choose(
      Collection<UUID> from,
      int most,
      ToIntFunction<UUID> room,
      Set<UUID> besides,
      List<Asked> asked) {
    for (UUID id : from) {
      if (asked.size() >= most) {
        return;
      }
      int places = besides.contains(id) ? 0 : room.applyAsInt(id);
      if (places > 0) {
        asked.add(new Asked(id, places));
      }
    }
  }

  /** Who gave all that was asked for, or could not be heard, is asked again; the latter first. */
  void answered(List<Asked> asked, Answers answers) {
    for (Asked one : asked) {
      UUID id = one.webhookId;
      Long until = answers.closedUntil.get(id);
      int taken = answers.taken.getOrDefault(id, 0);
      if (until == null && taken == 0 && answers.isFull) {
        continue;
      }
      open.remove(id);
      closed.remove(id);
      boolean mayHaveMore = taken > 0 && (answers.isFull || answers.gated.contains(id));
      if (until != null) {
        closed.put(id, until);
      } else if (mayHaveMore || taken >= one.places) {
        open.add(id);
      }
    }
  }

  boolean isFull() {
    return open.size() + closed.size() >= most;
  }

  /** When the next closed one opens, of those whose time is to come. */
  OptionalLong nextOpening(long nanos) {
    return closed.values().stream()
        .mapToLong(until -> until - nanos)
        .filter(wait -> wait > 0)
        .min()
        .stream()
        .map(wait -> wait + nanos)
        .findFirst();
  }

  /** Who has no place here makes room for the others, and is found again when it has one. */
  private void makeRoom(ToIntFunction<UUID> room) {
    Iterator<UUID> ids = open.iterator();
    while (isFull() && ids.hasNext()) {
      if (room.applyAsInt(ids.next()) <= 0) {
        ids.remove();
      }
    }
  }
}
