package dev.integrationshub.client;

import java.time.Instant;

/**
 * What the signature of a webhook's request vouches for, besides the body.
 *
 * @param id the {@code webhook-id}: the same for each attempt of a delivery. A delivery may come
 *     more than once, so do nothing for an id that was dealt with before.
 * @param sentAt when this attempt was sent, to the second
 */
public record VerifiedWebhook(String id, Instant sentAt) {}
