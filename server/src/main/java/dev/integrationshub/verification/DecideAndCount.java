package dev.integrationshub.verification;

import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.database.DatabaseClock;
import dev.integrationshub.usage.Call;
import dev.integrationshub.usage.CallLimits;
import dev.integrationshub.usage.HourWindow;
import dev.integrationshub.usage.Limited;
import dev.integrationshub.usage.RecordUsage;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides on keys whose secret is proven, by their rules and rate limits, and counts the calls. */
@Singleton
class DecideAndCount {
  private final RecordUsage usage;
  private final DatabaseClock clock;

  DecideAndCount(RecordUsage usage, DatabaseClock clock) {
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * @param limits where the key's rate limit is asked
   * @return null, with nothing counted, where they would have to wait
   */
  Verification.@Nullable Proven decide(ProvenKey key, Ask ask, CallLimits limits) {
    Instant now = clock.instant();
    VerificationCode code = Decide.on(key, ask, now);
    Integer limit = key.rateLimitPerHour();
    if (limit == null) {
      return count(key, code, ask, null, now);
    }
    if (code == VerificationCode.VALID) {
      Limited limited = limits.take(key.id(), limit, ask.cost());
      return limited == null
          ? null
          : count(
              key,
              limited.allowed() ? code : VerificationCode.RATE_LIMITED,
              ask,
              limited.window(),
              limited.window().now());
    }
    HourWindow window = limits.look(key.id(), limit);
    return window == null ? null : count(key, code, ask, window, now);
  }

  private Verification.Proven count(
      ProvenKey key, VerificationCode code, Ask ask, @Nullable HourWindow window, Instant now) {
    usage.call(key.id(), new Call(code.outcome(), ask.cost(), window != null, ask.address(), now));
    return new Verification.Proven(key, code, window);
  }
}
