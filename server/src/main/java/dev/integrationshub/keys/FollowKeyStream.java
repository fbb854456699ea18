package dev.integrationshub.keys;

import dev.integrationshub.platform.database.OpenConnection;
import dev.integrationshub.platform.ids.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.PGConnection;

/**
 * Follows the stream of key changes on a connection of its own: at each notification, and four
 * times a second whether there was one or not. It tells the database how far it is, so that whoever
 * revokes a key learns when all nodes refuse it.
 */
@Singleton
class FollowKeyStream {
  /**
   * How long after a node's last word its copies may still be believed: the time between two words
   * comes on top of {@link KeyStream#TRUSTED}.
   */
  static final Duration SILENCE = KeyStream.TRUSTED.plusMillis(1_000);

  private static final Logger LOG = Logger.getLogger(FollowKeyStream.class);
  private static final int READ_EVERY_MILLIS = 250;
  private static final long TELL_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final Duration CONNECT_AGAIN = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KeyStream stream;
  private final KeyChanges changes;
  private final OpenConnection connections;
  private final UUID node;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("follow-key-stream").unstarted(this::run);

  private boolean failing;
  private long told = -1;
  private long toldNanos;

  @Inject
  FollowKeyStream(KeyStream stream, KeyChanges changes, OpenConnection connections, Ids ids) {
    this.stream = stream;
    this.changes = changes;
    this.connections = connections;
    this.node = ids.next();
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stream.end();
    stopping.countDown();
    if (!thread.join(PATIENCE)) {
      LOG.warn("The database is slow: other nodes wait a moment longer for this one");
    }
  }

  private void run() {
    try {
      do {
        followUntilItBreaks();
      } while (!stopping.await(CONNECT_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void followUntilItBreaks() {
    try (Connection connection = connections.open();
        Handle handle = Jdbi.create(connection).installPlugin(new PostgresPlugin()).open()) {
      // A word that a crash of the database loses is said again by those who are still there.
      handle.execute("SET synchronous_commit = off");
      handle.execute("LISTEN " + KeyChanges.CHANNEL);
      PGConnection notified = connection.unwrap(PGConnection.class);
      do {
        follow(handle);
        notified.getNotifications(READ_EVERY_MILLIS);
      } while (stopping.getCount() > 0);
      stream.end();
      changes.leave(handle, node);
    } catch (SQLException | JdbiException e) {
      fail(e);
    }
  }

  private void follow(Handle handle) {
    stream.follow(handle);
    if (failing) {
      LOG.info("The changes of keys are followed again");
      failing = false;
    }
    long applied = stream.applied();
    long now = System.nanoTime();
    if (applied != told || now - toldNanos > TELL_EVERY_NANOS) {
      changes.acknowledge(handle, node, applied);
      told = applied;
      toldNanos = now;
    }
  }

  private void fail(Exception e) {
    stream.failed();
    if (!failing && stopping.getCount() > 0) {
      LOG.warnf(
          "The changes of keys can't be followed; after %d s no key is vouched for from memory: %s",
          KeyStream.TRUSTED.toSeconds(), e.getMessage());
    }
    failing = true;
  }
}
