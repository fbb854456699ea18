package dev.integrationshub.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * What new deliveries this node can send at once: the transaction that inserts them leases them to
 * it, so that they need not be read again. It may lease fewer, and none of ordered, throttled or
 * paused webhooks.
 *
 * @param node that will hold the leases
 * @param token of the leases
 * @param places most deliveries to lease
 * @param placesPerWebhook most of one webhook
 * @param exceptions most of those webhooks of which it can send another number
 * @param sinceNanos before the leases begin, on {@link System#nanoTime()}
 */
public record BirthLease(
    UUID node,
    UUID token,
    int places,
    int placesPerWebhook,
    Map<UUID, Integer> exceptions,
    long sinceNanos) {

  /** How long the leases last. */
  public static final Duration DURATION = ClaimDueDeliveries.LEASE;

  private static final UUID NOBODY = new UUID(0, 0);

  /** Leases nothing: what is inserted waits to be claimed. */
  public static BirthLease none() {
    return new BirthLease(NOBODY, NOBODY, 0, 0, Map.of(), 0);
  }
}
