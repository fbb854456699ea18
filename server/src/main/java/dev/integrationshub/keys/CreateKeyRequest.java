package dev.integrationshub.keys;

import dev.integrationshub.platform.problems.FieldErrors;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a request for a new key, as sent. */
@Schema(name = "CreateApiKey")
record CreateKeyRequest(
    @Schema(required = true, maxLength = CheckSettings.MAX_NAME_LENGTH, examples = "CI")
        @Nullable String name,
    @Schema(
            required = true,
            description = "At least one, each of GET /api/scopes",
            examples = "[\"recordings:read\"]")
        @Nullable List<@Nullable String> scopes,
    @Schema(
            description = "The calls allowed in any 60 minutes; null for no limit",
            minimum = "1",
            maximum = "1000000",
            examples = "1000")
        @Nullable Integer rateLimitPerHour,
    @Schema(
            description = "Addresses and CIDR blocks the key may be used from; empty for any",
            maxItems = CheckSettings.MAX_ALLOWLIST_ENTRIES,
            examples = "[\"203.0.113.0/24\", \"2001:db8::/32\"]")
        @Nullable List<@Nullable String> ipAllowlist,
    @Schema(
            description = "When the key expires, from now; absent for never",
            enumeration = {"never", "7d", "30d", "90d", "1y"})
        @Nullable String expiresIn,
    @Schema(description = "A future time, instead of expiresIn") @Nullable Instant expiresAt) {

  private static final String NEVER = "never";
  private static final Map<String, Period> LIFETIMES =
      Map.of(
          "7d", Period.ofDays(7),
          "30d", Period.ofDays(30),
          "90d", Period.ofDays(90),
          "1y", Period.ofYears(1));

  /** What ISO 8601 writes with four digits, and any database stores. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

  KeySettings settings(FieldErrors errors, Set<String> catalogue) {
    var check = new CheckSettings(errors);
    return new KeySettings(
        check.name(name),
        check.scopes(scopes, catalogue),
        check.rateLimitPerHour(rateLimitPerHour),
        check.ipAllowlist(ipAllowlist),
        true);
  }

  @Nullable Instant expiry(FieldErrors errors, Instant now) {
    if (expiresAt != null) {
      errors.require(expiresIn == null, "/expiresAt", "must not be sent together with expiresIn");
      errors.require(
          expiresAt.isAfter(now) && !expiresAt.isAfter(END_OF_TIME),
          "/expiresAt",
          "must be a time in the future, before the year 10000");
      return expiresAt;
    }
    if (expiresIn == null || expiresIn.equals(NEVER)) {
      return null;
    }
    Period lifetime = LIFETIMES.get(expiresIn);
    if (lifetime == null) {
      errors.add("/expiresIn", "must be never, 7d, 30d, 90d or 1y");
      return null;
    }
    return now.atOffset(ZoneOffset.UTC).plus(lifetime).toInstant();
  }
}
