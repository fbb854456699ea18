package dev.integrationshub.keys;

import dev.integrationshub.usage.CallOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an API key is used. */
@Schema(name = "KeyStats")
record KeyStatsView(
    @Schema(description = "Calls of every outcome; attempts with a wrong secret are none")
        long totalCalls,
    @Schema(description = "The share of calls that succeeded; null without calls")
        @Nullable Double successRate,
    @Schema(description = "null until a latency was reported") @Nullable Double averageLatencyMs,
    @Schema(description = "To within 2 %; null until a latency was reported")
        @Nullable Double p95LatencyMs,
    @Nullable Instant lastUsedAt,
    @Schema(description = "Seven days of the time zone, today last") List<Day> last7Days,
    @Schema(description = "Calls by the code of their verification, where there are any")
        Map<CallOutcome, Long> outcomes,
    @Schema(description = "null for a key without a limit") @Nullable KeyRateLimit rateLimit,
    long callsLast24Hours,
    @Schema(description = "Attempts with this key's id and a wrong secret, in the last 168 hours")
        long failedAttemptsLast7Days) {

  @Schema(name = "KeyStatsDay", description = "The calls of one day")
  record Day(
      LocalDate date,
      long calls,
      @Schema(description = "Allowed, and not reported with a status of 400 or more")
          long succeeded,
      @Schema(description = "Refused, or reported with a status of 400 or more") long failed) {}

  @Schema(description = "How much of its limit the key has left")
  record KeyRateLimit(
      @Schema(description = "The calls allowed in any 60 minutes") int limit,
      long remaining,
      @Schema(description = "When the first of what counts now counts no more") Instant resetAt) {}
}
