package dev.integrationshub.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.integrationshub.platform.problems.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows down guessing: at most ten failed logins for an account from one address in 15 minutes. The
 * pair is counted, not the account alone, so that nobody can lock somebody else out.
 */
@ApplicationScoped
class LoginThrottle {
  static final int MAX_FAILURES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final Cache<String, AtomicInteger> attempts =
      Caffeine.newBuilder().expireAfterWrite(WINDOW).maximumSize(100_000).build();

  /**
   * Counts an attempt.
   *
   * @throws ProblemException 429 beyond the limit
   */
  void admit(String email, InetAddress address) {
    int count = attempts.get(key(email, address), k -> new AtomicInteger()).incrementAndGet();
    if (count > MAX_FAILURES) {
      throw ProblemException.tooManyRequests(
          "More than "
              + MAX_FAILURES
              + " failed logins from this address: try again in 15 minutes.",
          WINDOW.toSeconds());
    }
  }

  /** A successful login clears the count. */
  void forgive(String email, InetAddress address) {
    attempts.invalidate(key(email, address));
  }

  private static String key(String email, InetAddress address) {
    return email.toLowerCase(Locale.ROOT) + " " + address.getHostAddress();
  }
}
