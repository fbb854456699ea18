package dev.integrationshub.keys;

import dev.integrationshub.platform.ids.IdKind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API key as shown. */
@Schema(name = "ApiKey")
public record ApiKeyView(
    @Schema(examples = "key_01h455vb4pex5vsknk084sn02q") String id,
    String name,
    @Schema(description = "The part of the key that may be shown", examples = "ihk_live_7Fk2mQ9xTb")
        String prefix,
    List<String> scopes,
    @Schema(description = "The calls allowed in any 60 minutes; null for no limit")
        @Nullable Integer rateLimitPerHour,
    @Schema(description = "Addresses and CIDR blocks; empty for any address")
        List<String> ipAllowlist,
    @Schema(description = "null for never") @Nullable Instant expiresAt,
    Instant createdAt,
    CreatedBy createdBy,
    @Schema(description = "The last call with this key, allowed or not; null before the first")
        @Nullable Instant lastUsedAt,
    @Schema(description = "The last address that was told with a call") @Nullable String lastUsedIp,
    @Schema(
            description = "The key that a rotation put in this one's place",
            examples = "key_01h455vb4pex5vsknk084sn02q")
        @Nullable String replacedBy,
    @Schema(description = "When the key was first reported as found where it should not be")
        @Nullable Instant leakedAt,
    KeyStatus status) {

  @Schema(description = "The member, root key or API key that created it")
  record CreatedBy(@Schema(examples = "usr_01h455vb4pex5vsknk084sn02q") String id, String name) {}

  static ApiKeyView of(ApiKey key, Instant now) {
    return new ApiKeyView(
        IdKind.API_KEY.format(key.id()),
        key.name(),
        key.prefix(),
        key.scopes(),
        key.rateLimitPerHour(),
        key.ipAllowlist(),
        key.expiresAt(),
        key.createdAt(),
        new CreatedBy(key.createdBy().publicId(), key.createdBy().name()),
        key.lastUsedAt(),
        key.lastUsedIp(),
        key.replacedBy() == null ? null : IdKind.API_KEY.format(key.replacedBy()),
        key.leakedAt(),
        KeyStatus.of(key, now));
  }
}
