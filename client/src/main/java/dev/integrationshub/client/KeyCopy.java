package dev.integrationshub.client;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that decides on a key, as it was at a sequence of the hub's stream of changes.
 *
 * @param digest of the whole key; the key itself is kept nowhere
 */
record KeyCopy(
    long sequence,
    byte[] digest,
    String keyId,
    String organizationId,
    String name,
    List<String> scopes,
    @Nullable Integer rateLimitPerHour,
    List<AddressBlock> allowlist,
    @Nullable Instant expiresAt,
    boolean disabled,
    boolean revoked) {

  /** The first thing that stands against a call, but for the rate limit. */
  VerificationCode judge(Ask ask, Instant now) {
    if (revoked) {
      return VerificationCode.REVOKED;
    }
    if (disabled) {
      return VerificationCode.DISABLED;
    }
    if (expiresAt != null && !now.isBefore(expiresAt)) {
      return VerificationCode.EXPIRED;
    }
    if (!allowlist.isEmpty() && !allows(ask.address())) {
      return VerificationCode.IP_NOT_ALLOWED;
    }
    return scopes.containsAll(ask.scopes())
        ? VerificationCode.VALID
        : VerificationCode.INSUFFICIENT_SCOPE;
  }

  private boolean allows(@Nullable InetAddress address) {
    return address != null && allowlist.stream().anyMatch(block -> block.contains(address));
  }
}
