package dev.integrationshub.verification;

import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.usage.HourWindow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The decision on one presented key, as shown. */
@Schema(
    name = "Verification",
    description = "What is known of the key is told unless the code is MALFORMED or NOT_FOUND")
record VerificationView(
    @Schema(description = "Whether the code is VALID") boolean valid,
    VerificationCode code,
    @Schema(examples = "key_01h455vb4pex5vsknk084sn02q") @Nullable String keyId,
    @Schema(examples = "org_01h455vb4pex5vsknk084sn02q") @Nullable String organizationId,
    @Nullable String name,
    @Schema(description = "All scopes that the key holds") List<String> scopes,
    @Nullable Instant expiresAt,
    @Schema(description = "null for a key without a limit") @Nullable RateLimit rateLimit) {

  @Schema(description = "The key's rate limit after this call")
  record RateLimit(
      @Schema(description = "The cost allowed in any 60 minutes") int limit,
      @Schema(description = "What is left of it now") long remaining,
      @Schema(description = "When the oldest counted minute stops counting") Instant resetAt) {

    private static @Nullable RateLimit of(@Nullable HourWindow window) {
      return window == null
          ? null
          : new RateLimit(window.limit(), window.remaining(), window.resetAt());
    }
  }

  static VerificationView of(Verification verification) {
    return switch (verification) {
      case Verification.Malformed malformed -> unknown(VerificationCode.MALFORMED);
      case Verification.NotFound notFound -> unknown(VerificationCode.NOT_FOUND);
      case Verification.Proven proven -> of(proven);
    };
  }

  private static VerificationView of(Verification.Proven proven) {
    ProvenKey key = proven.key();
    return new VerificationView(
        proven.code() == VerificationCode.VALID,
        proven.code(),
        IdKind.API_KEY.format(key.id()),
        IdKind.ORGANIZATION.format(key.organizationId()),
        key.name(),
        key.scopes(),
        key.expiresAt(),
        RateLimit.of(proven.window()));
  }

  private static VerificationView unknown(VerificationCode code) {
    return new VerificationView(false, code, null, null, null, List.of(), null, null);
  }
}
