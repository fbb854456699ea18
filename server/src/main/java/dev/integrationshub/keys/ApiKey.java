package dev.integrationshub.keys;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;

/**
 * An API key as stored: everything but the key itself.
 *
 * @param prefix the part of the key that may be shown
 * @param hash of the whole key, by {@link dev.integrationshub.platform.crypto.KeyHasher}
 * @param rateLimitPerHour the cost allowed in any 60 minutes; null for no limit
 * @param ipAllowlist blocks in CIDR notation; empty allows every address
 * @param replacedBy the key that a rotation put in this one's place
 * @param leakedAt when the key was first reported as found where it should not be
 * @param lastUsedAt the last call with the right secret, allowed or not
 * @param lastUsedIp the last address that was told with such a call
 */
public record ApiKey(
    UUID id,
    UUID organizationId,
    String name,
    String prefix,
    byte[] hash,
    List<String> scopes,
    @Nullable Integer rateLimitPerHour,
    List<String> ipAllowlist,
    @Nullable Instant expiresAt,
    Instant createdAt,
    @Nested("created_by") KeyAuthor createdBy,
    @Nullable Instant disabledAt,
    @Nullable Instant revokedAt,
    @Nullable UUID replacedBy,
    @Nullable Instant leakedAt,
    @Nullable Instant lastUsedAt,
    @Nullable String lastUsedIp) {}
