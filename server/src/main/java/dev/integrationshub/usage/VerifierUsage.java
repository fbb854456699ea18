package dev.integrationshub.usage;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a program that verifies keys by itself has counted of one key since its last report.
 *
 * @param minutes by the begin of the minute
 * @param spent what it allowed of its lease, by second
 * @param returned what it gives back of its lease
 * @param lastUsedAt of any call with the right secret
 */
public record VerifierUsage(
    UUID keyId,
    List<Minute> minutes,
    List<Second> spent,
    long returned,
    @Nullable Instant lastUsedAt,
    @Nullable InetAddress lastUsedAddress) {

  /**
   * @param calls by outcome
   * @param allowedCost of the valid ones together
   */
  public record Minute(Instant at, Map<CallOutcome, Long> calls, long allowedCost) {}

  /**
   * @param lastAt when the last call of that second was
   */
  public record Second(Instant lastAt, long cost) {}

  KeyUsage counted() {
    KeyUsage usage = new KeyUsage();
    for (Minute minute : minutes) {
      UsageCounts counts = usage.minute(minute.at());
      minute.calls().forEach((outcome, count) -> counts.addCalls(outcome, count, 0));
      counts.addCalls(CallOutcome.VALID, 0, minute.allowedCost());
    }
    spent.forEach(second -> usage.addLimited(new SecondOfUse(second.cost(), second.lastAt())));
    if (lastUsedAt != null) {
      usage.used(lastUsedAt, lastUsedAddress);
    }
    return usage;
  }
}
