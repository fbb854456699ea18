package dev.integrationshub.delivery;

import dev.integrationshub.platform.ids.IdKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this node holds the lease of, with all that its attempt needs.
 *
 * @param attempts made before this one
 * @param headers sealed
 * @param secret sealed
 * @param formerSecrets sealed, the newest first: those that a rotation replaced and that sign yet
 * @param payload the exact bytes of the event's data
 * @param microsToSlot how long after the claim the attempt may begin; null where the webhook is not
 *     throttled
 * @param ordered whether it is the one delivery of its webhook that is under way
 * @param resentFrom the event that was sent again with this data; null for what was published
 */
record ClaimedDelivery(
    UUID id,
    UUID eventId,
    UUID webhookId,
    UUID organizationId,
    UUID leaseToken,
    int attempts,
    int retries,
    String trigger,
    boolean reopened,
    String url,
    byte[] headers,
    String signatureScheme,
    byte[] secret,
    List<byte[]> formerSecrets,
    boolean retryEnabled,
    int maxRetries,
    int timeoutSeconds,
    String type,
    byte[] payload,
    Instant acceptedAt,
    @Nullable Long microsToSlot,
    boolean ordered,
    @Nullable UUID resentFrom) {

  DeliveryState state() {
    return new DeliveryState(retries, retryEnabled ? maxRetries : 0, Trigger.of(trigger), reopened);
  }

  @Override
  public String toString() {
    return IdKind.DELIVERY.format(id);
  }
}
