package dev.integrationshub.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Gives leases back whose deliveries were not attempted, so that anybody may claim them. */
@ApplicationScoped
class GiveBackLeases {
  private static final String GIVE_BACK =
      """
      WITH given_back AS (
        UPDATE delivery d SET lease_until = NULL, lease_token = NULL, lease_node = NULL
        FROM unnest(:ids, :leaseTokens) AS given (id, lease_token)
        WHERE d.id = given.id AND d.lease_token = given.lease_token
        RETURNING d.webhook_id),
      opened AS (
        UPDATE webhook_health h SET ordered_until = NULL
        WHERE h.webhook_id IN (SELECT webhook_id FROM given_back) AND h.ordered_until IS NOT NULL)
      SELECT DISTINCT webhook_id FROM given_back
      """;

  /** As long as a lease may yet last: then it has ended by itself. */
  private static final int TRIES = 45;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(GiveBackLeases.class);

  private final Jdbi jdbi;
  private final ClaimDueDeliveries claimDue;

  GiveBackLeases(Jdbi jdbi, ClaimDueDeliveries claimDue) {
    this.jdbi = jdbi;
    this.claimDue = claimDue;
  }

  /**
   * @throws JdbiException when it can't be done now
   */
  void giveBack(List<ClaimedDelivery> deliveries) {
    giveBack(tokens(deliveries), ids(deliveries));
  }

  /** Returns at once, and tries again while the database can't serve. */
  void giveBackSoon(List<ClaimedDelivery> deliveries) {
    start(tokens(deliveries), ids(deliveries));
  }

  /** Returns at once, and tries again while the database can't serve. */
  void giveBackSoon(UUID leaseToken, List<UUID> deliveries) {
    start(deliveries.stream().map(id -> leaseToken).toList(), deliveries);
  }

  private void start(List<UUID> leaseTokens, List<UUID> deliveries) {
    Thread.ofVirtual().name("give-back-leases").start(() -> keepTrying(leaseTokens, deliveries));
  }

  private void keepTrying(List<UUID> leaseTokens, List<UUID> deliveries) {
    try {
      for (int tries = 1; !isGivenBack(leaseTokens, deliveries) && tries < TRIES; tries++) {
        Thread.sleep(BETWEEN_TRIES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isGivenBack(List<UUID> leaseTokens, List<UUID> deliveries) {
    try {
      giveBack(leaseTokens, deliveries);
      return true;
    } catch (JdbiException e) {
      LOG.warnf("%d leases can't be given back yet: %s", deliveries.size(), e.getMessage());
      return false;
    }
  }

  private void giveBack(List<UUID> leaseTokens, List<UUID> deliveries) {
    claimDue.mayBeDue(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(GIVE_BACK)
                    .bindArray("ids", UUID.class, deliveries)
                    .bindArray("leaseTokens", UUID.class, leaseTokens)
                    .mapTo(UUID.class)
                    .list()));
  }

  private static List<UUID> ids(List<ClaimedDelivery> deliveries) {
    return deliveries.stream().map(ClaimedDelivery::id).toList();
  }

  private static List<UUID> tokens(List<ClaimedDelivery> deliveries) {
    return deliveries.stream().map(ClaimedDelivery::leaseToken).toList();
  }
}
