package dev.integrationshub.delivery;

import dev.integrationshub.platform.configuration.ServerSettings;
import dev.integrationshub.platform.ids.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts deliveries before the first request is served, and ends them in order. */
@Singleton
class RunDeliveries {
  private static final Logger LOG = Logger.getLogger(RunDeliveries.class);
  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final Duration UPKEEP = Duration.ofHours(1);
  private static final Duration FIRST_UPKEEP = Duration.ofMinutes(1);

  private final DayPartitions partitions;
  private final DropOldDays dropOldDays;
  private final ClaimDueDeliveries claimDue;
  private final DispatchDeliveries dispatch;
  private final AttemptBatcher attemptBatcher;
  private final ServerSettings server;
  private final Ids ids;
  private final ScheduledExecutorService upkeep =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("delivery-upkeep").factory());

  private @Nullable NodeIdentity node;

  RunDeliveries(
      DayPartitions partitions,
      DropOldDays dropOldDays,
      ClaimDueDeliveries claimDue,
      DispatchDeliveries dispatch,
      AttemptBatcher attemptBatcher,
      ServerSettings server,
      Ids ids) {
    this.partitions = partitions;
    this.dropOldDays = dropOldDays;
    this.claimDue = claimDue;
    this.dispatch = dispatch;
    this.attemptBatcher = attemptBatcher;
    this.server = server;
    this.ids = ids;
  }

  void start(@Observes StartupEvent event) {
    NodeIdentity identity = NodeIdentity.claim(server.dataDirectory(), ids::next);
    node = identity;
    partitions.createAhead();
    takeOver(identity);
    ScheduledFuture<?> _ =
        upkeep.scheduleWithFixedDelay(
            this::maintain, FIRST_UPKEEP.toSeconds(), UPKEEP.toSeconds(), TimeUnit.SECONDS);
    attemptBatcher.start();
    dispatch.start(identity.id());
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException, IOException {
    upkeep.shutdownNow();
    NodeIdentity identity = node;
    if (identity == null) {
      return;
    }
    if (!dispatch.stop(DRAIN)) {
      LOG.warn("Some attempts are still under way; they are made again after the next start");
    }
    attemptBatcher.stop();
    claimDue.release(identity.id());
    identity.close();
  }

  /** A killed process left its leases behind: nobody need wait for their end. */
  private void takeOver(NodeIdentity identity) {
    int released = identity.isReturning() ? claimDue.release(identity.id()) : 0;
    if (released > 0) {
      LOG.infof("Taking up %d deliveries that were under way when the hub was killed", released);
    }
  }

  private void maintain() {
    try {
      partitions.createAhead();
      claimDue.dropOrphans();
      dropOldDays.drop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.errorf(e, "Upkeep failed; it is tried again in %d minutes", UPKEEP.toMinutes());
    }
  }
}
