package dev.integrationshub.delivery;

import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Bounds how many tests an organization has under way on this node. */
@ApplicationScoped
class TestPlaces {
  static final int PER_ORGANIZATION = 5;

  /** A test lasts 30 s at most, and most end within a second. */
  private static final int RETRY_AFTER_SECONDS = 2;

  private final Map<UUID, Integer> taken = new ConcurrentHashMap<>();

  /**
   * Runs the test.
   *
   * @throws ProblemException 429 when the organization has too many under way
   */
  <T> T hold(UUID organizationId, Supplier<T> test) {
    taken.merge(
        organizationId,
        1,
        (places, one) -> {
          if (places >= PER_ORGANIZATION) {
            throw ProblemException.tooManyRequests(
                "The organization has "
                    + PER_ORGANIZATION
                    + " tests under way, the limit: send this one again when one has ended.",
                RETRY_AFTER_SECONDS);
          }
          return places + one;
        });
    try {
      return test.get();
    } finally {
      taken.computeIfPresent(organizationId, (id, places) -> places == 1 ? null : places - 1);
    }
  }
}
