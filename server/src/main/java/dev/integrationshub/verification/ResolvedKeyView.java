package dev.integrationshub.verification;

import dev.integrationshub.keys.ProvenKey;
import dev.integrationshub.platform.ids.IdKind;
import dev.integrationshub.platform.network.Cidr;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All that decides on a key, for a program that decides by itself. */
@Schema(name = "ResolvedKey")
record ResolvedKeyView(
    @Schema(description = "Of the stream of key changes: every change up to it is in this answer")
        long sequence,
    @Schema(description = "null where nobody holds it: an unknown id and a wrong secret alike")
        @Nullable Settings key) {

  @Schema(name = "ResolvedKeySettings")
  record Settings(
      String keyId,
      String organizationId,
      String name,
      List<String> scopes,
      @Schema(description = "null for no limit") @Nullable Integer rateLimitPerHour,
      @Schema(description = "Empty allows every address") List<String> ipAllowlist,
      @Nullable Instant expiresAt,
      boolean disabled,
      boolean revoked) {}

  static ResolvedKeyView of(long sequence, Optional<ProvenKey> key) {
    return new ResolvedKeyView(sequence, key.map(ResolvedKeyView::settings).orElse(null));
  }

  private static Settings settings(ProvenKey key) {
    return new Settings(
        IdKind.API_KEY.format(key.id()),
        IdKind.ORGANIZATION.format(key.organizationId()),
        key.name(),
        key.scopes(),
        key.rateLimitPerHour(),
        key.ipAllowlist().stream().map(Cidr::toString).toList(),
        key.expiresAt(),
        key.disabled(),
        key.revoked());
  }
}
