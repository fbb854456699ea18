package dev.integrationshub.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook with what its last 24 hours were like.
 *
 * @param publicKey null for a scheme without
 * @param failuresInRow attempts that failed since the last that succeeded
 * @param failingSince when the first of them began; null when the last one succeeded
 * @param succeeded deliveries of the last 24 hours that ended well
 * @param failed deliveries of the last 24 hours that were given up
 * @param filter JSON; null takes every event
 * @param blockedBy the delivery that failed and holds the others of an ordered webhook up
 * @param blockedSince when its event was accepted
 */
record Webhook(
    UUID id,
    String name,
    String url,
    List<String> events,
    List<String> headerNames,
    String signatureScheme,
    @Nullable String publicKey,
    boolean retryEnabled,
    int maxRetries,
    int timeoutSeconds,
    boolean enabled,
    @Nullable Instant disabledAt,
    @Nullable String disabledBy,
    @Nullable String disabledReason,
    int failuresInRow,
    @Nullable Instant failingSince,
    @Nullable Instant lastTriggeredAt,
    @Nullable Instant pausedUntil,
    long succeeded,
    long failed,
    @Nullable String filter,
    boolean ordered,
    @Nullable Integer throttlePerSecond,
    @Nullable UUID blockedBy,
    @Nullable Instant blockedSince) {

  /** Null before the first delivery of the last 24 hours has ended; else 0 to 1. */
  @Nullable Double successRate() {
    long outcomes = succeeded + failed;
    return outcomes == 0 ? null : (double) succeeded / outcomes;
  }
}
