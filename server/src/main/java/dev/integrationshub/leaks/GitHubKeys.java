package dev.integrationshub.leaks;

import dev.integrationshub.platform.problems.ProblemException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The keys that sign GitHub's reports, kept for a day. They are fetched when a report names one
 * that is not there, and once a minute at most: anybody can name one.
 */
@Singleton
class GitHubKeys {
  static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);

  /** So that a key which GitHub has withdrawn is not believed for longer. */
  static final Duration KEPT_FOR = Duration.ofDays(1);

  private static final Logger LOG = Logger.getLogger(GitHubKeys.class);

  private final InstantSource clock;
  private final FetchGitHubKeys fetchKeys;

  private volatile Known known = new Known(Map.of(), Instant.MIN);
  private Instant lastFetch = Instant.MIN;
  private boolean failing;

  GitHubKeys(InstantSource clock, FetchGitHubKeys fetchKeys) {
    this.clock = clock;
    this.fetchKeys = fetchKeys;
  }

  private record Known(Map<String, ECPublicKey> keys, Instant until) {
    Optional<ECPublicKey> find(String identifier, Instant now) {
      return now.isBefore(until) ? Optional.ofNullable(keys.get(identifier)) : Optional.empty();
    }
  }

  /**
   * @return empty when GitHub has no such key, as far as the hub may know within a minute
   * @throws ProblemException 503 when the keys can't be fetched: the report should come again
   */
  Optional<ECPublicKey> find(URI address, String identifier) {
    Optional<ECPublicKey> key = known.find(identifier, clock.instant());
    return key.isPresent() ? key : fetchAndFind(address, identifier);
  }

  private synchronized Optional<ECPublicKey> fetchAndFind(URI address, String identifier) {
    Instant now = clock.instant();
    Optional<ECPublicKey> fetchedMeanwhile = known.find(identifier, now);
    if (fetchedMeanwhile.isPresent()) {
      return fetchedMeanwhile;
    }
    boolean clockWentBack = now.isBefore(lastFetch);
    if (clockWentBack || !now.isBefore(lastFetch.plus(BETWEEN_FETCHES))) {
      lastFetch = now;
      fetch(address, now);
    }
    if (failing) {
      Duration wait = Duration.between(now, lastFetch.plus(BETWEEN_FETCHES));
      throw ProblemException.unavailable(
          "The hub can't fetch GitHub's public keys right now: send the report again.",
          Math.max(1, wait.toSeconds()));
    }
    return known.find(identifier, now);
  }

  private void fetch(URI address, Instant now) {
    try {
      known = new Known(fetchKeys.fetch(address), now.plus(KEPT_FOR));
      if (failing) {
        LOG.info("GitHub's public keys for leak reports can be fetched again.");
      }
      failing = false;
    } catch (FetchGitHubKeys.FailedException e) {
      if (!failing) {
        LOG.warnf(
            "Leak reports signed by GitHub can't be checked: %s gives no public keys. %s",
            address, e.getMessage());
      }
      failing = true;
    }
  }
}
