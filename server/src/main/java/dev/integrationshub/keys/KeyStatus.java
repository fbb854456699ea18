package dev.integrationshub.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

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
    if (key.revokedAt() != null) {
      return REVOKED;
    }
    if (key.disabledAt() != null) {
      return DISABLED;
    }
    return key.expiresAt() != null && !now.isBefore(key.expiresAt()) ? EXPIRED : ACTIVE;
  }
}
