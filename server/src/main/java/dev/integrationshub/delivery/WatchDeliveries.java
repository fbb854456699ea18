package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who look at deliveries that something has changed. While anybody looks, one statement
 * every half second asks for all watched webhooks, so that changes by other nodes are seen too and
 * no delivery pays for it.
 */
@Singleton
class WatchDeliveries {
  /** Of an organization on this node. */
  static final int MOST_STREAMS = 20;

  private static final Logger LOG = Logger.getLogger(WatchDeliveries.class);
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration COMMENT_AFTER = Duration.ofSeconds(15);
  private static final long RECONNECT_MILLIS = 1_000;

  /**
   * What differs after a change: every attempt's end writes the row of webhook_health; what is new,
   * retried, skipped or cancelled changes the live deliveries, of which the newest are looked at;
   * and a retry of many its own row.
   */
  private static final String FINGERPRINTS =
      """
      SELECT watched.id, md5(concat_ws(' ', h.xmin, retry.xmin, live.versions)) AS fingerprint
      FROM unnest(:ids) AS watched (id)
      LEFT JOIN webhook_health h ON h.webhook_id = watched.id
      LEFT JOIN bulk_retry retry ON retry.webhook_id = watched.id AND retry.ended_at IS NULL
      CROSS JOIN LATERAL (
        SELECT string_agg(concat(d.id, d.xmin), ' ' ORDER BY d.id) AS versions
        FROM (SELECT id, xmin FROM delivery
              WHERE webhook_id = watched.id ORDER BY id DESC LIMIT 100) AS d) AS live
      """;

  private final Jdbi jdbi;
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("watch-deliveries").factory());

  WatchDeliveries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void start(@Observes StartupEvent event) {
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(
            this::lookAgain, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    // The server's own end waits for open requests, and streams would let it wait in vain.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("end-streams").unstarted(this::endAll));
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
    endAll();
  }

  /** One who looks. Only the watching thread changes it once it is among the streams. */
  private static final class Stream {
    private final ReadDeliveries.Scope scope;
    private final SseEventSink sink;
    private final Sse sse;
    private final long openedNanos = System.nanoTime();
    private @Nullable String seen;
    private long sentNanos = openedNanos;
    private volatile boolean sending;

    private Stream(ReadDeliveries.Scope scope, SseEventSink sink, Sse sse) {
      this.scope = scope;
      this.sink = sink;
      this.sse = sse;
    }

    private void send(OutboundSseEvent event) {
      sending = true;
      sentNanos = System.nanoTime();
      sink.send(event).whenComplete((done, failure) -> sending = false);
    }
  }

  /**
   * Sends a first event and those that follow until the stream ends.
   *
   * @throws ProblemException 429 when the organization has as many streams as it may
   */
  void open(ReadDeliveries.Scope scope, SseEventSink sink, Sse sse) {
    Stream stream = new Stream(scope, sink, sse);
    long others =
        streams.stream()
            .filter(other -> other.scope.organizationId().equals(scope.organizationId()))
            .count();
    if (others >= MOST_STREAMS) {
      throw ProblemException.tooManyRequests(
          "The organization has " + MOST_STREAMS + " streams open, which is the limit.",
          LONGEST.toSeconds());
    }
    jdbi.useHandle(
        handle -> {
          // In this order: what changes in between is told once more.
          stream.seen = fingerprints(handle, Set.of(scope.webhookId())).get(scope.webhookId());
          stream.send(changed(handle, stream, true));
        });
    streams.add(stream);
  }

  private void lookAgain() {
    try {
      streams.removeIf(stream -> stream.sink.isClosed());
      streams.stream().filter(stream -> age(stream.openedNanos, LONGEST)).forEach(this::end);
      if (!streams.isEmpty()) {
        jdbi.useHandle(this::tellChanges);
      }
    } catch (RuntimeException e) {
      LOG.warnf("Changes to deliveries can't be looked for: %s", e.getMessage());
    }
  }

  private void tellChanges(Handle handle) {
    Set<UUID> watched =
        streams.stream().map(stream -> stream.scope.webhookId()).collect(Collectors.toSet());
    Map<UUID, String> now = fingerprints(handle, watched);
    for (Stream stream : streams) {
      String fingerprint = now.get(stream.scope.webhookId());
      // Who reads slowly learns of the last change when the one before has been read.
      if (stream.sending || fingerprint == null) {
        continue;
      }
      if (!fingerprint.equals(stream.seen)) {
        stream.seen = fingerprint;
        stream.send(changed(handle, stream, false));
      } else if (age(stream.sentNanos, COMMENT_AFTER)) {
        stream.send(stream.sse.newEventBuilder().comment("still here").build());
      }
    }
  }

  private static OutboundSseEvent changed(Handle handle, Stream stream, boolean first) {
    List<ReadDeliveries.Row> newest =
        ReadDeliveries.list(handle, stream.scope, new DeliveryFilter(), Optional.empty(), 1);
    String id =
        newest.isEmpty() ? "null" : "\"" + IdKind.DELIVERY.format(newest.getFirst().id()) + "\"";
    OutboundSseEvent.Builder event =
        stream.sse.newEventBuilder().name("changed").data("{\"newest\": " + id + "}");
    return (first ? event.reconnectDelay(RECONNECT_MILLIS) : event).build();
  }

  private static Map<UUID, String> fingerprints(Handle handle, Set<UUID> webhookIds) {
    Map<UUID, String> fingerprints = new HashMap<>();
    handle
        .createQuery(FINGERPRINTS)
        .bindArray("ids", UUID.class, webhookIds)
        .map((row, context) -> Map.entry(row.getObject("id", UUID.class), row.getString(2)))
        .forEach(entry -> fingerprints.put(entry.getKey(), entry.getValue()));
    return fingerprints;
  }

  private void endAll() {
    streams.forEach(this::end);
  }

  private void end(Stream stream) {
    streams.remove(stream);
    stream.sink.close();
  }

  private static boolean age(long sinceNanos, Duration age) {
    return System.nanoTime() - sinceNanos >= age.toNanos();
  }
}
