package dev.integrationshub.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a key is good for, before any call is looked at. */
public enum KeyStatus {
  @JsonProperty("active")
  ACTIVE,
  /** Switched off for now. */
  @JsonProperty("disabled")
  DISABLED,
  @JsonProperty("expired")
  EXPIRED,
  /** Ended for good. */
  @JsonProperty("revoked")
  REVOKED;

  /**
   * Where several hold, the one that is hardest to undo. {@link KeyFilter} has the same rule in
   * SQL.
   */
  public static KeyStatus of(ApiKey key, Instant now) {
    return of(key.revokedAt() != null, key.disabledAt() != null, key.expiresAt(), now);
  }

  /** As {@link #of(ApiKey, Instant)}. */
  public static KeyStatus of(ProvenKey key, Instant now) {
    return of(key.revoked(), key.disabled(), key.expiresAt(), now);
  }

  private static KeyStatus of(
      boolean revoked, boolean disabled, @Nullable Instant expiresAt, Instant now) {
    if (revoked) {
      return REVOKED;
    }
    if (disabled) {
      return DISABLED;
    }
    return expiresAt != null && !now.isBefore(expiresAt) ? EXPIRED : ACTIVE;
  }
}
