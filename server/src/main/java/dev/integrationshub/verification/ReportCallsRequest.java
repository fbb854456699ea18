package dev.integrationshub.verification;

import dev.integrationshub.platform.problems.FieldErrors;
import dev.integrationshub.usage.LatencyHistogram;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How calls ended, as sent. */
@Schema(name = "ReportCalls")
record ReportCallsRequest(
    @Schema(required = true, minItems = 1, maxItems = MAX_CALLS)
        @Nullable List<@Nullable CallRequest> calls) {

  static final int MAX_CALLS = 1_000;

  @Schema(name = "ReportedCall")
  record CallRequest(
      @Schema(required = true, examples = "key_01h455vb4pex5vsknk084sn02q") @Nullable String keyId,
      @Schema(
              required = true,
              description = "The HTTP status that the caller got; 400 and more is a failure",
              minimum = "100",
              maximum = "599")
          @Nullable Integer status,
      @Schema(
              required = true,
              description = "How long the call took, in milliseconds",
              minimum = "0",
              maximum = "3600000")
          @Nullable BigDecimal latencyMs,
      @Schema(description = "When it ended, at most a day ago; absent for now")
          @Nullable Instant at) {}

  /** A call that was reported well. */
  record Ended(UUID keyId, boolean failed, long micros, Instant at) {}

  List<Ended> ended(FieldErrors errors, Instant now) {
    if (!errors.requireSize(calls, "/calls", 1, MAX_CALLS) || calls == null) {
      return List.of();
    }
    List<Ended> ended = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      CallRequest call = calls.get(i);
      if (call == null) {
        errors.add("/calls/" + i, "must be an object");
      } else {
        ended(call, "/calls/" + i, errors, now).ifPresent(ended::add);
      }
    }
    return ended;
  }

  private static Optional<Ended> ended(
      CallRequest call, String at, FieldErrors errors, Instant now) {
    Optional<UUID> keyId = ReportedFields.keyId(call.keyId, at + "/keyId", errors);
    int status = call.status == null ? 0 : call.status;
    errors.require(status >= 100 && status <= 599, at + "/status", "must lie between 100 and 599");
    BigDecimal micros =
        call.latencyMs == null ? BigDecimal.ONE.negate() : call.latencyMs.movePointRight(3);
    boolean isLatency =
        micros.signum() >= 0
            && micros.compareTo(BigDecimal.valueOf(LatencyHistogram.MAX_MICROS)) <= 0;
    errors.require(isLatency, at + "/latencyMs", "must lie between 0 and 3600000");
    Instant time = call.at == null ? now : call.at;
    ReportedFields.requireRecent(time, now, at + "/at", errors);
    return isLatency
        ? keyId.map(id -> new Ended(id, status >= 400, micros.longValue(), time))
        : Optional.empty();
  }
}
