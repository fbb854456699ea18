package dev.integrationshub.keys;

import dev.integrationshub.platform.database.DatabaseOutage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Waits until all nodes have seen a change of a key, for as long as a node that says nothing might
 * still believe its memory: afterwards none does.
 */
@ApplicationScoped
class AwaitNodes {
  private static final Logger LOG = Logger.getLogger(AwaitNodes.class);
  private static final Duration LONGEST = FollowKeyStream.SILENCE.plusMillis(500);
  private static final Duration ASK_AGAIN = Duration.ofMillis(10);

  private final Jdbi jdbi;
  private final KeyChanges changes;

  AwaitNodes(Jdbi jdbi, KeyChanges changes) {
    this.jdbi = jdbi;
    this.changes = changes;
  }

  /**
   * @param keyId of a key whose last change is committed
   * @return how far the word has got in the end
   */
  KeyChanges.Standing await(UUID keyId) {
    long startNanos = System.nanoTime();
    KeyChanges.Standing standing = new KeyChanges.Standing(0, 0);
    try {
      Optional<Long> sequence = jdbi.withHandle(handle -> changes.ofKey(handle, keyId));
      standing = standing(sequence.orElse(0L));
      while (standing.acknowledged() < standing.nodes()
          && System.nanoTime() - startNanos < LONGEST.toNanos()) {
        LockSupport.parkNanos(ASK_AGAIN.toNanos());
        standing = standing(sequence.orElse(0L));
      }
    } catch (RuntimeException e) {
      if (!DatabaseOutage.is(e)) {
        throw e;
      }
      LOG.warnf("How many nodes have seen the change of a key is not known: %s", e.getMessage());
    }
    return standing;
  }

  private KeyChanges.Standing standing(long sequence) {
    return jdbi.withHandle(handle -> changes.standing(handle, sequence, FollowKeyStream.SILENCE));
  }
}
