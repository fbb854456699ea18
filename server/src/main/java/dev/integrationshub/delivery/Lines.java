package dev.integrationshub.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries that this node has leased and not begun: a line for each webhook, which take turns
 * at the {@link Places}. Not safe for threads: its owner holds a lock.
 *
 * <p>Lines are short. Nothing waits here for long, because who waits is sent as its webhook was
 * when it was leased; what waits too long, or whose webhook fails meanwhile, is given back.
 */
final class Lines {
  /** Who waits longer is given back. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** So much work of a webhook may be leased ahead, by what its attempts took so far. */
  private static final Duration AHEAD = LONGEST_WAIT.dividedBy(4);

  private static final int MOST_OF_A_WEBHOOK = 100;

  private final Places places;
  private final int most;
  private final long bytes;
  private final Map<UUID, Line> lines = new HashMap<>();
  private final Queue<UUID> turns = new ArrayDeque<>();
  private int waiting;
  private long waitingBytes;
  private boolean wasFull;

  /**
   * @param most that may wait in all
   * @param bytes most payload of what waits or is under way, unless one of them alone has more
   */
  Lines(Places places, int most, long bytes) {
    this.places = places;
    this.most = most;
    this.bytes = bytes;
  }

  private static final class Line {
    private final Deque<Leased> waiting = new ArrayDeque<>();
    private boolean inTurn;

    /** Whether there may be more in the database that is due. */
    private boolean behind;
  }

  /**
   * Times are those of {@link System#nanoTime()}.
   *
   * @param sinceNanos no later than the lease began
   * @param readNanos when it was read, from which on its slot counts
   */
  record Leased(ClaimedDelivery delivery, long sinceNanos, long readNanos) {}

  record Begun(Leased leased, Places.Attempt attempt) {}

  /**
   * What may be leased.
   *
   * @param places in all
   * @param exceptions webhooks that have another number than {@link
   *     DispatchDeliveries#PLACES_PER_WEBHOOK}
   */
  record Room(int places, Map<UUID, Integer> exceptions) {

    int of(UUID webhookId) {
      return exceptions.getOrDefault(webhookId, DispatchDeliveries.PLACES_PER_WEBHOOK);
    }
  }

  /**
   * What is to be done now.
   *
   * @param begun whose attempts begin
   * @param tooLate whose leases are to be given back
   */
  record Moves(List<Begun> begun, List<ClaimedDelivery> tooLate) {
    static final Moves NONE = new Moves(List.of(), List.of());
  }

  /** Room for what is claimed. */
  Room room(long nanos) {
    Set<UUID> known = new HashSet<>(places.known());
    known.addAll(lines.keySet());
    Map<UUID, Integer> exceptions = new HashMap<>();
    for (UUID id : known) {
      int room = room(id, nanos);
      if (room != DispatchDeliveries.PLACES_PER_WEBHOOK) {
        exceptions.put(id, room);
      }
    }
    return new Room(roomInAll(nanos), exceptions);
  }

  /** Room for what is new: none of a webhook of which older ones wait in the database. */
  Room roomForNew(long nanos) {
    Room room = room(nanos);
    lines.forEach(
        (id, line) -> {
          if (line.behind) {
            room.exceptions.put(id, 0);
          }
        });
    return room;
  }

  private int roomInAll(long nanos) {
    boolean isHeavy = places.bytes() + waitingBytes >= bytes;
    return isHeavy ? 0 : Math.max(0, places.free(nanos) + most - waiting);
  }

  private int room(UUID webhookId, long nanos) {
    Line line = lines.get(webhookId);
    int inLine = line == null ? 0 : line.waiting.size();
    int ahead = Math.min(places.soon(webhookId, AHEAD, nanos), MOST_OF_A_WEBHOOK);
    return Math.max(0, places.free(webhookId, nanos) + ahead - inLine);
  }

  /** They stand in line; who may begin does. */
  Moves add(Collection<Leased> leased, long nanos) {
    for (Leased one : leased) {
      UUID id = one.delivery.webhookId();
      Line line = lines.computeIfAbsent(id, webhook -> new Line());
      line.waiting.add(one);
      waiting++;
      waitingBytes += one.delivery.payload().length;
      takeTurn(id, line);
    }
    return next(nanos);
  }

  /** Who waits too long leaves; to be called often enough. */
  List<ClaimedDelivery> sweep(long nanos) {
    return lines.values().stream()
        .filter(line -> waitsTooLong(line, nanos))
        .flatMap(line -> leave(line).stream())
        .toList();
  }

  /**
   * An attempt ended.
   *
   * @param succeeded if not, the others of its webhook don't go after it unseen
   */
  Moves end(
      Places.Attempt attempt,
      CircuitBreaker.Ending ending,
      boolean succeeded,
      long nanos,
      double random) {
    places.end(attempt, ending, nanos, random);
    Line line = lines.get(attempt.webhookId());
    if (line == null) {
      return next(nanos);
    }
    List<ClaimedDelivery> tooLate = succeeded ? List.of() : leave(line);
    takeTurn(attempt.webhookId(), line);
    Moves moves = next(nanos);
    moves.tooLate.addAll(tooLate);
    return moves;
  }

  /** There is more of these webhooks in the database. */
  void behind(Collection<UUID> webhookIds) {
    webhookIds.forEach(id -> lines.computeIfAbsent(id, webhook -> new Line()).behind = true);
  }

  /**
   * What a claim tells of what is left in the database.
   *
   * @param room that it was given
   * @param asked for so many at most
   */
  void claimed(Room room, int asked, List<ClaimedDelivery> claimed) {
    wasFull = claimed.size() >= asked;
    Map<UUID, Integer> counts = new HashMap<>();
    claimed.forEach(delivery -> counts.merge(delivery.webhookId(), 1, Integer::sum));
    room.exceptions.forEach((id, places) -> counts.putIfAbsent(id, 0));
    behind(counts.keySet());
    if (!wasFull) {
      lines.forEach((id, line) -> line.behind &= counts.getOrDefault(id, 0) >= room.of(id));
    }
    lines.values().removeIf(line -> !line.behind && line.waiting.isEmpty());
  }

  /** Whether a claim may find something that there is room for. */
  boolean mayClaim(long nanos) {
    return (wasFull && roomInAll(nanos) > 0)
        || lines.entrySet().stream()
            .anyMatch(entry -> entry.getValue().behind && room(entry.getKey(), nanos) > 0);
  }

  /** Whether a claim may find something of this webhook that there is enough room for. */
  boolean mayClaim(UUID webhookId, long nanos) {
    Line line = lines.get(webhookId);
    return line != null && line.behind && room(webhookId, nanos) > line.waiting.size();
  }

  /** Nobody begins any more. */
  void clear() {
    lines.clear();
    turns.clear();
    waiting = 0;
    waitingBytes = 0;
  }

  private void takeTurn(UUID webhookId, Line line) {
    if (!line.inTurn && !line.waiting.isEmpty()) {
      line.inTurn = true;
      turns.add(webhookId);
    }
  }

  /** A webhook without a free place takes its turn again when one of its attempts ends. */
  private Moves next(long nanos) {
    Moves moves = new Moves(new ArrayList<>(), new ArrayList<>());
    while (places.free(nanos) > 0) {
      @Nullable UUID id = turns.poll();
      if (id == null) {
        break;
      }
      Line line = lines.get(id);
      if (line != null) {
        line.inTurn = false;
        next(id, line, nanos, moves);
      }
    }
    return moves;
  }

  private void next(UUID webhookId, Line line, long nanos, Moves moves) {
    if (waitsTooLong(line, nanos)) {
      moves.tooLate.addAll(leave(line));
    } else if (!line.waiting.isEmpty() && places.free(webhookId, nanos) > 0) {
      Leased first = line.waiting.remove();
      moves.begun.add(new Begun(first, places.begin(webhookId, left(first), nanos)));
      takeTurn(webhookId, line);
    }
    if (!line.behind && line.waiting.isEmpty()) {
      lines.remove(webhookId);
    }
  }

  private static boolean waitsTooLong(Line line, long nanos) {
    Leased first = line.waiting.peek();
    return first != null && nanos - first.sinceNanos > LONGEST_WAIT.toNanos();
  }

  private List<ClaimedDelivery> leave(Line line) {
    List<ClaimedDelivery> leaving = line.waiting.stream().map(Leased::delivery).toList();
    line.waiting.forEach(this::left);
    line.waiting.clear();
    line.behind |= !leaving.isEmpty();
    return leaving;
  }

  private int left(Leased leased) {
    int payload = leased.delivery.payload().length;
    waiting--;
    waitingBytes -= payload;
    return payload;
  }
}
