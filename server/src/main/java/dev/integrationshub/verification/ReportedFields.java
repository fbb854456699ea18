package dev.integrationshub.verification;

import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.problems.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is told of calls of keys, in whichever request. */
final class ReportedFields {
  /** Usage is kept by the minute for longer; what is told later than this is a mistake. */
  private static final Duration OLDEST = Duration.ofDays(1);

  private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

  private ReportedFields() {}

  /** Empty where an error was added. */
  static Optional<UUID> keyId(@Nullable String text, String pointer, FieldErrors errors) {
    Optional<UUID> keyId = IdKind.API_KEY.parse(text == null ? "" : text);
    errors.require(keyId.isPresent(), pointer, "must be an id such as key_01h455vb4p…");
    return keyId;
  }

  /** Adds an error to a time that is missing, too long ago or yet to come. */
  static void requireRecent(
      @Nullable Instant time, Instant now, String pointer, FieldErrors errors) {
    boolean isRecent =
        time != null
            && !time.isBefore(now.minus(OLDEST))
            && !time.isAfter(now.plus(CLOCKS_DIFFER_BY));
    errors.require(isRecent, pointer, "must lie within the last 24 hours");
  }
}
