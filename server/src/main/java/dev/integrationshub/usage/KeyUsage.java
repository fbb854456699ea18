package dev.integrationshub.usage;

import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one key did since the last flush. Not safe for use by several threads. */
final class KeyUsage {
  private final Map<Instant, UsageCounts> byMinute = new HashMap<>();
  private final Map<Instant, SecondOfUse> limitedBySecond = new HashMap<>();
  private @Nullable Instant lastUsedAt;
  private @Nullable InetAddress lastUsedAddress;

  void addCall(Call call) {
    minute(call.at()).addCall(call.outcome(), call.cost());
    if (call.limited() && call.outcome() == CallOutcome.VALID) {
      addLimited(new SecondOfUse(call.cost(), call.at()));
    }
    used(call.at(), call.address());
  }

  /** Adds what somebody else has counted against the limit within one second. */
  void addLimited(SecondOfUse use) {
    limitedBySecond.merge(use.lastAt().truncatedTo(ChronoUnit.SECONDS), use, SecondOfUse::plus);
  }

  void used(Instant at, @Nullable InetAddress address) {
    lastUsedAt = at;
    lastUsedAddress = address == null ? lastUsedAddress : address;
  }

  /** The counts of the minute that holds this time. */
  UsageCounts minute(Instant at) {
    return byMinute.computeIfAbsent(
        at.truncatedTo(ChronoUnit.MINUTES), minute -> new UsageCounts());
  }

  Map<Instant, UsageCounts> byMinute() {
    return byMinute;
  }

  /** What rate limits count. */
  Map<Instant, SecondOfUse> limitedBySecond() {
    return limitedBySecond;
  }

  @Nullable Instant lastUsedAt() {
    return lastUsedAt;
  }

  @Nullable InetAddress lastUsedAddress() {
    return lastUsedAddress;
  }
}
