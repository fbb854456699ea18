package dev.integrationshub.delivery;

import dev.integrationshub.egress.Exchange;
import dev.integrationshub.egress.Header;
import dev.integrationshub.egress.OutgoingRequest;
import dev.integrationshub.egress.SendRequest;
import dev.integrationshub.signing.SignatureScheme;
import dev.integrationshub.signing.SigningKey;
import dev.integrationshub.webhooks.SealWebhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/** Makes one attempt of a claimed delivery, from signing to writing down what came of it. */
@ApplicationScoped
class AttemptDelivery {
  private static final Logger LOG = Logger.getLogger(AttemptDelivery.class);

  /** As long as the lease holds after the longest attempt. */
  private static final int WRITE_TRIES = 12;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  /**
   * How late an attempt of a throttled webhook may begin. Within a second's attempts slots lie 40
   * ms further apart than they must; the rest of that is for the way to the wire.
   */
  static final Duration LATE = Duration.ofMillis(25);

  private final GiveBackLeases giveBackLeases;
  private final SealWebhook seal;
  private final SendRequest sendRequest;
  private final AttemptBatcher attemptBatcher;
  private final InstantSource clock;
  private final String userAgent;

  AttemptDelivery(
      GiveBackLeases giveBackLeases,
      SealWebhook seal,
      SendRequest sendRequest,
      AttemptBatcher attemptBatcher,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.giveBackLeases = giveBackLeases;
    this.seal = seal;
    this.sendRequest = sendRequest;
    this.attemptBatcher = attemptBatcher;
    this.clock = clock;
    this.userAgent = "IntegrationsHub/" + version;
  }

  /**
   * How an attempt ended.
   *
   * @param succeeded whether the receiver has the delivery
   */
  record Ended(CircuitBreaker.Ending ending, boolean succeeded) {
    static final Ended UNKNOWN = new Ended(CircuitBreaker.Ending.UNKNOWN, false);
  }

  /** Blocks a virtual thread; holds no database connection while it waits for the receiver. */
  Ended attempt(Lines.Leased leased) throws InterruptedException {
    ClaimedDelivery delivery = leased.delivery();
    if (!awaitSlot(delivery, leased.readNanos()) || outlivesLease(leased)) {
      giveBackLeases.giveBack(List.of(delivery));
      return Ended.UNKNOWN;
    }
    AttemptResult result = send(delivery);
    if (!write(result)) {
      LOG.infof("The result of %s came too late: it was claimed again or cancelled", delivery);
    }
    return new Ended(result.ending(), result.isSuccess());
  }

  /**
   * @return false when the slot was missed: those after it would come too soon after this attempt
   */
  private static boolean awaitSlot(ClaimedDelivery delivery, long readNanos)
      throws InterruptedException {
    if (delivery.microsToSlot() == null) {
      return true;
    }
    long slotNanos = readNanos + TimeUnit.MICROSECONDS.toNanos(delivery.microsToSlot());
    Thread.sleep(Duration.ofNanos(slotNanos - System.nanoTime()));
    return System.nanoTime() - slotNanos < LATE.toNanos();
  }

  /** A process that was stopped for a while may have lost the lease to somebody else. */
  private static boolean outlivesLease(Lines.Leased leased) {
    Duration end =
        Duration.ofNanos(System.nanoTime() - leased.sinceNanos())
            .plusSeconds(leased.delivery().timeoutSeconds());
    return end.compareTo(ClaimDueDeliveries.LEASE) >= 0;
  }

  AttemptResult send(ClaimedDelivery delivery) {
    List<Header> custom = seal.openHeaders(delivery.webhookId(), delivery.headers());
    List<SigningKey> keys =
        seal.openKeys(
            delivery.webhookId(),
            SignatureScheme.of(delivery.signatureScheme()),
            delivery.secret(),
            delivery.formerSecrets());
    byte[] body = ComposeRequest.body(delivery.type(), delivery.acceptedAt(), delivery.payload());
    Instant now = clock.instant();
    List<Header> headers =
        ComposeRequest.headers(
            delivery.eventId(), delivery.resentFrom(), now, body, keys, userAgent, custom);
    Exchange exchange =
        sendRequest.send(
            OutgoingRequest.post(
                delivery.url(), headers, body, Duration.ofSeconds(delivery.timeoutSeconds())));
    Decision decision =
        DecideNext.decide(
            delivery.state(),
            exchange.outcome(),
            clock.instant(),
            ThreadLocalRandom.current().nextDouble());
    return new AttemptResult(
        delivery, ComposeRequest.redacted(headers, custom), exchange, decision);
  }

  /**
   * Tries again while the lease holds: what is not written is sent once more, which at-least-once
   * allows and nobody likes.
   */
  private boolean write(AttemptResult result) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return attemptBatcher.write(result);
      } catch (JdbiException e) {
        if (tries == WRITE_TRIES) {
          throw e;
        }
        LOG.warnf(
            "The result of %s can't be written, trying again: %s",
            result.delivery(), e.getMessage());
        Thread.sleep(BETWEEN_TRIES);
      }
    }
  }
}
